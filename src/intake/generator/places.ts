/** A place invented people live in. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region: string;
  /** IANA time zone. */
  readonly timeZone: string;
  readonly givenNames: readonly string[];
  readonly familyNames: readonly string[];
}

const place = (country: string, region: string, timeZone: string, given: string, family: string): Place => ({
  country,
  region,
  timeZone,
  givenNames: given.split(' '),
  familyNames: family.split(' '),
});

const US_GIVEN =
  'Emma Liam Olivia Noah Ava Ethan Sophia Mason Isabella Logan Mia Lucas Zoe Jayden Chloe Caleb';
const US_FAMILY =
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Clark Lewis';

/** First names and family names that are common there, combined at random: nobody in particular. */
export const PLACES: readonly Place[] = [
  place(
    'DE',
    'Berlin',
    'Europe/Berlin',
    'Lena Jonas Mia Paul Emma Leon Hannah Finn Clara Elias Marie Felix Greta Anton Frieda Moritz',
    'Hoffmann Schneider Fischer Weber Meyer Wagner Becker Schulz Koch Bauer Richter Klein Wolf Neumann',
  ),
  place('US', 'New York', 'America/New_York', US_GIVEN, US_FAMILY),
  place('US', 'California', 'America/Los_Angeles', US_GIVEN, US_FAMILY),
  place(
    'GB',
    'Greater Manchester',
    'Europe/London',
    'Oliver Amelia George Isla Harry Freya Jack Poppy Alfie Grace Theo Ruby Arthur Evie',
    'Taylor Davies Evans Thomas Roberts Walker Wright Hughes Edwards Green Hall Wood Clarke Patel',
  ),
  place(
    'BR',
    'Bahia',
    'America/Bahia',
    'Miguel Helena Arthur Alice Gael Laura Heitor Manuela Theo Sofia Davi Isadora Caio Livia',
    'Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Rodrigues Almeida Nascimento Araujo',
  ),
  place(
    'IN',
    'Karnataka',
    'Asia/Kolkata',
    'Aarav Ananya Vihaan Diya Aditya Saanvi Arjun Ishani Reyansh Kavya Rohan Meera Kabir Nisha',
    'Sharma Patel Reddy Iyer Nair Gupta Rao Kumar Singh Das Menon Joshi Shetty Kulkarni',
  ),
  place(
    'JP',
    'Osaka',
    'Asia/Tokyo',
    'Haruto Yui Sota Hina Yuto Aoi Ren Sakura Riku Mei Kaito Akari Daiki Emi',
    'Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada',
  ),
  place(
    'NG',
    'Lagos',
    'Africa/Lagos',
    'Chinedu Amina Tunde Ngozi Emeka Zainab Femi Ifeoma Segun Aisha Kelechi Yetunde',
    'Okafor Adeyemi Bello Eze Ibrahim Okonkwo Balogun Nwosu Abubakar Ojo Adebayo Uche',
  ),
  place(
    'AU',
    'New South Wales',
    'Australia/Sydney',
    'Charlotte Jack Matilda William Isla Leo Willow Thomas Ivy Hudson Evelyn Archie',
    'Smith Nguyen Williams Wilson Taylor Kelly Ryan Walker Campbell Robinson Murphy King',
  ),
  place(
    'MX',
    'Jalisco',
    'America/Mexico_City',
    'Santiago Valentina Mateo Regina Sebastian Camila Emiliano Ximena Diego Renata Leonardo Daniela',
    'Hernandez Garcia Martinez Lopez Gonzalez Perez Sanchez Ramirez Flores Torres Rivera Gomez',
  ),
];
