import { capitalised, choiceQuestion, nearDifficulty, textQuestion, type Writer } from './question.ts';

/** Lists go from easy to hard. */
const ARTICLES = [
  ['cat', 'a'],
  ['apple', 'an'],
  ['house', 'a'],
  ['egg', 'an'],
  ['orange bag', 'an'],
  ['yellow umbrella', 'a'],
  ['old friend', 'an'],
  ['hospital', 'a'],
  ['uniform', 'a'],
  ['hour', 'an'],
  ['university', 'a'],
  ['honest answer', 'an'],
  ['European city', 'a'],
  ['one-way street', 'a'],
  ['MP', 'an'],
  ['heir', 'an'],
] as const;

const articles: Writer = (difficulty, random) => {
  const [words, answer] = nearDifficulty(ARTICLES, difficulty, random);
  const sound = answer === 'an' ? 'a vowel sound' : 'a consonant sound';
  return choiceQuestion({
    prompt: `Which article fits? ___ ${words}`,
    choices: ['a', 'an'],
    answer,
    explanation: `“${words}” begins with ${sound}, so it is “${answer} ${words}”.`,
  });
};

const PLURALS = [
  ['dog', 'dogs'],
  ['book', 'books'],
  ['box', 'boxes'],
  ['bus', 'buses'],
  ['city', 'cities'],
  ['toy', 'toys'],
  ['man', 'men'],
  ['child', 'children'],
  ['tooth', 'teeth'],
  ['foot', 'feet'],
  ['mouse', 'mice'],
  ['potato', 'potatoes'],
  ['knife', 'knives'],
  ['leaf', 'leaves'],
  ['sheep', 'sheep'],
  ['goose', 'geese'],
  ['roof', 'roofs'],
  ['ox', 'oxen'],
  ['crisis', 'crises'],
  ['phenomenon', 'phenomena'],
  ['species', 'species'],
] as const;

const pluralForms: Writer = (difficulty, random) => {
  const [one, many] = nearDifficulty(PLURALS, difficulty, random);
  return textQuestion({
    prompt: `Write the plural of “${one}”.`,
    answer: many,
    explanation: `One ${one}, two ${many}.`,
    mistakes: [`${one}s`, `${one}es`, `${one}'s`],
  });
};

const QUANTITIES = [
  ['How ___ friends do you have?', 'many', 'friends can be counted'],
  ['How ___ milk is left?', 'much', 'milk cannot be counted'],
  ['There are too ___ cars in this street.', 'many', 'cars can be counted'],
  ['We do not have ___ time.', 'much', 'time cannot be counted'],
  ['Only ___ people came; the hall was nearly empty.', 'few', 'people can be counted'],
  ['There is ___ water in the desert.', 'little', 'water cannot be counted'],
  ['How ___ homework did you get?', 'much', 'homework cannot be counted'],
  ['Very ___ students failed; nearly all passed.', 'few', 'students can be counted'],
  ['She has ___ patience and shouts at once.', 'little', 'patience cannot be counted'],
  ['How ___ pieces of advice did he give?', 'many', 'pieces can be counted'],
  ['He gave us so ___ advice that we were confused.', 'much', 'advice cannot be counted'],
  ['There was ___ news, so everybody went home.', 'little', 'news cannot be counted'],
] as const;

const quantifiers: Writer = (difficulty, random) => {
  const [sentence, answer, why] = nearDifficulty(QUANTITIES, difficulty, random);
  return choiceQuestion({
    prompt: `Which word fits? ${sentence}`,
    choices: ['much', 'many', 'few', 'little'],
    answer,
    explanation: `It is “${answer}”, because ${why}.`,
  });
};

const SUBJECT_WORDS = ['She', 'He', 'My brother', 'The teacher', 'Our neighbour'] as const;

const PRESENT = [
  ['play', 'plays', 'football after school'],
  ['like', 'likes', 'chocolate'],
  ['read', 'reads', 'a book every week'],
  ['go', 'goes', 'to work by bus'],
  ['watch', 'watches', 'the news'],
  ['do', 'does', 'the shopping on Friday'],
  ['wash', 'washes', 'the car'],
  ['fix', 'fixes', 'old bicycles'],
  ['have', 'has', 'two cats'],
  ['study', 'studies', 'in the evening'],
  ['carry', 'carries', 'a heavy bag'],
  ['enjoy', 'enjoys', 'long walks'],
  ['try', 'tries', 'to save money'],
  ['miss', 'misses', 'the old house'],
] as const;

const thirdPerson: Writer = (difficulty, random) => {
  const [base, form, rest] = nearDifficulty(PRESENT, difficulty, random);
  const who = random.pick(SUBJECT_WORDS);
  return textQuestion({
    prompt: `Put the verb into the simple present: ${who} (${base}) ${rest}.`,
    answer: form,
    alsoRight: [`${who} ${form} ${rest}`],
    explanation: `${who} ${form} ${rest}: with he, she or it the verb ends in -s.`,
    mistakes: [base, `${base}s`, `${base}ing`],
  });
};

/** Base form, past and participle with a regular slip. */
const VERBS = [
  ['go', 'went', 'gone', 'goed'],
  ['see', 'saw', 'seen', 'seed'],
  ['eat', 'ate', 'eaten', 'eated'],
  ['take', 'took', 'taken', 'taked'],
  ['write', 'wrote', 'written', 'writed'],
  ['buy', 'bought', 'bought', 'buyed'],
  ['find', 'found', 'found', 'finded'],
  ['break', 'broke', 'broken', 'breaked'],
  ['bring', 'brought', 'brought', 'brang'],
  ['teach', 'taught', 'taught', 'teached'],
  ['choose', 'chose', 'chosen', 'choosed'],
  ['forget', 'forgot', 'forgotten', 'forgetted'],
  ['hide', 'hid', 'hidden', 'hided'],
  ['throw', 'threw', 'thrown', 'throwed'],
  ['steal', 'stole', 'stolen', 'stealed'],
  ['draw', 'drew', 'drawn', 'drawed'],
  ['shake', 'shook', 'shaken', 'shaked'],
  ['seek', 'sought', 'sought', 'seeked'],
] as const;

const irregularPast: Writer = (difficulty, random) => {
  const [base, past, participle, slip] = nearDifficulty(VERBS, difficulty, random);
  return textQuestion({
    prompt: `Write the simple past of “${base}”.`,
    answer: past,
    explanation: `“${base}” is irregular: ${base}, ${past}, ${participle}.`,
    mistakes: [slip, participle],
  });
};

const OBJECTS: Readonly<Record<(typeof VERBS)[number][0], string>> = {
  go: 'to Paris twice',
  see: 'that film before',
  eat: 'the whole cake',
  take: 'many photographs',
  write: 'three letters today',
  buy: 'a new phone',
  find: 'the lost keys',
  break: 'the window',
  bring: 'some flowers',
  teach: 'here for years',
  choose: 'a difficult subject',
  forget: 'the appointment',
  hide: 'the presents',
  throw: 'the old papers away',
  steal: 'the show',
  draw: 'a map of the town',
  shake: 'hands with everybody',
  seek: 'advice from a friend',
};

const presentPerfect: Writer = (difficulty, random) => {
  const [base, past, participle, slip] = nearDifficulty(VERBS, difficulty, random);
  const [who, have, wrong] = random.pick([
    ['She', 'has', 'have'],
    ['They', 'have', 'has'],
    ['We', 'have', 'has'],
    ['My sister', 'has', 'have'],
  ] as const);
  return textQuestion({
    prompt: `Put the verb into the present perfect: ${who} (${base}) ${OBJECTS[base]}.`,
    answer: `${have} ${participle}`,
    alsoRight: [`${who} ${have} ${participle} ${OBJECTS[base]}`],
    explanation: `${who} ${have} ${participle} ${OBJECTS[base]}: “${have}” with the participle “${participle}”.`,
    mistakes: [`${wrong} ${participle}`, `${have} ${slip}`, past],
  });
};

const ADJECTIVES = [
  ['tall', 'taller', 'more tall'],
  ['small', 'smaller', 'more small'],
  ['cheap', 'cheaper', 'more cheap'],
  ['nice', 'nicer', 'niceer'],
  ['big', 'bigger', 'biger'],
  ['hot', 'hotter', 'hoter'],
  ['happy', 'happier', 'happyer'],
  ['easy', 'easier', 'more easy'],
  ['good', 'better', 'gooder'],
  ['bad', 'worse', 'badder'],
  ['beautiful', 'more beautiful', 'beautifuller'],
  ['expensive', 'more expensive', 'expensiver'],
  ['careful', 'more careful', 'carefuller'],
  ['far', 'farther', 'farer'],
] as const;

const comparatives: Writer = (difficulty, random) => {
  const [adjective, answer, slip] = nearDifficulty(ADJECTIVES, difficulty, random);
  return textQuestion({
    prompt: `Write the comparative of “${adjective}”.`,
    answer,
    alsoRight: adjective === 'far' ? ['further'] : [],
    explanation: `It is “${answer}”, as in “${answer} than before”.`,
    mistakes: [slip, answer.startsWith('more') ? `most ${adjective}` : `more ${answer}`],
  });
};

/** Who, what with its number, and the forms of what is done. */
const DEEDS = [
  ['The cook', 'the soup', 'is', 'was', 'prepares', 'prepared', 'prepared'],
  ['The dog', 'the ball', 'is', 'was', 'finds', 'found', 'found'],
  ['Our class', 'the plants', 'are', 'were', 'waters', 'watered', 'watered'],
  ['The company', 'the phones', 'are', 'were', 'makes', 'made', 'made'],
  ['The teacher', 'the tests', 'are', 'were', 'marks', 'marked', 'marked'],
  ['A young artist', 'the picture', 'is', 'was', 'draws', 'drew', 'drawn'],
  ['The storm', 'the windows', 'are', 'were', 'breaks', 'broke', 'broken'],
  ['The committee', 'the winner', 'is', 'was', 'chooses', 'chose', 'chosen'],
  ['A journalist', 'the articles', 'are', 'were', 'writes', 'wrote', 'written'],
] as const;

const passiveVoice: Writer = (difficulty, random) => {
  const [who, what, be, was, present, past, participle] = nearDifficulty(DEEDS, difficulty, random);
  const inPast = random.chance(difficulty);
  const [form, verb] = inPast ? [was, past] : [be, present];
  const subject = capitalised(what);
  const by = `by ${who.charAt(0).toLowerCase()}${who.slice(1)}`;
  const wrong = form === 'is' ? 'are' : form === 'are' ? 'is' : form === 'was' ? 'were' : 'was';
  return textQuestion({
    prompt: `Put into the passive: “${who} ${verb} ${what}.”`,
    answer: `${subject} ${form} ${participle} ${by}.`,
    alsoRight: [`${subject} ${form} ${participle}`],
    explanation: `“${subject}” becomes the subject, and the verb “${form} ${participle}”.`,
    mistakes: [`${subject} ${wrong} ${participle} ${by}.`, `${subject} ${verb} ${by}.`],
  });
};

/** Writers of English, by concept. */
export const ENGLISH = {
  articles,
  'plural-forms': pluralForms,
  quantifiers,
  'third-person-verbs': thirdPerson,
  'irregular-past': irregularPast,
  'present-perfect': presentPerfect,
  comparatives,
  'passive-voice': passiveVoice,
};
