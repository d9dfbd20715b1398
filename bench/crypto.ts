import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { open, type Place, SALT_BYTES, seal } from '../src/protection/envelope.ts';
import { Keyring } from '../src/protection/keyring.ts';
import { DataKey, KEY_ID_BYTES } from '../src/protection/secret-key.ts';
import { systemClock } from '../src/std/clock.ts';
import { LIMITS } from '../src/std/limits.ts';
import { systemEntropy } from '../src/std/random.ts';
import { interleave, throughputRatio } from './measure/interleave.ts';
import { deploy } from './population/deployment.ts';
import { writeBlock } from './report/page.ts';
import { markdownTable, type Table, textTable } from './report/table.ts';

/** Bytes of the values: a name, an answer, an essay. */
const SIZES = [32, 512, 8_192] as const;
/** Envelopes of one write, under one salt; an answer opens as many. */
const ENVELOPES = 10;
/** Writes a turn does, so that a turn is long enough to be timed. */
const WRITES = 20;
const LEARNERS = 10_000;
/** Learners of one answer. */
const BATCH = LIMITS.answerDocumentsMax;

/** How the crypto bench is run. */
export interface CryptoOptions {
  readonly engine: string;
  readonly seconds: number;
  readonly write: boolean;
}

/** Measures the protection of fields against AES-256-GCM alone, and keys that are not cached against cached ones. */
export async function measureCrypto(options: CryptoOptions, tell: (step: string) => void): Promise<void> {
  const load = loadavg()[0] ?? 0;
  const tables = [await fields(options.seconds, tell), await keyMisses(options, tell)];
  tell('');
  for (const table of tables) console.log(`\n${textTable(table)}`);
  if (!options.write) return;
  const { length: cores } = cpus();
  const about = `Measured with \`npm run bench -- --parts crypto\` on ${cores} cores, Node ${process.versions.node}; load ${load.toFixed(1)} at the start.`;
  writeBlock(
    'crypto',
    [about, ...tables.flatMap((table) => [`### ${table.title}`, markdownTable(table)])].join('\n\n'),
  );
}

/** Seals and opens the same bytes with and without what an envelope adds: derivation, commitment, place. */
async function fields(seconds: number, tell: (step: string) => void): Promise<Table> {
  const rows = [];
  for (const size of SIZES) {
    tell(`sealing and opening ${size} bytes`);
    const plain = randomBytes(size);
    const key = new DataKey(systemEntropy.bytes(KEY_ID_BYTES), systemEntropy.bytes(32));
    const sealedOnce = writeOf(key, plain);
    const [secret, rawOnce] = [randomBytes(32), rawSeal(randomBytes(32), plain)];
    const opened = rawSeal(secret, plain);
    const many = (work: () => unknown) => async () => {
      for (let one = 0; one < WRITES; one++) work();
    };
    const samples = await interleave(
      [
        { name: 'raw seal', run: many(() => places.map(() => rawSeal(secret, plain))) },
        { name: 'seal', run: many(() => writeOf(key, plain)) },
        { name: 'raw open', run: many(() => places.map(() => rawOpen(secret, opened))) },
        { name: 'open', run: many(() => sealedOnce.map((one, at) => open(key, one, placeOf(at)))) },
      ],
      { callers: 1, seconds, sliceMs: 50 },
    );
    const of = (name: string) => samples.get(name) ?? { latenciesMs: [], throughputs: [] };
    rows.push([
      size,
      throughputRatio(of('raw seal'), of('seal')),
      throughputRatio(of('raw open'), of('open')),
      (sealedOnce[0]?.byteLength ?? 0) - rawOnce.byteLength,
    ]);
    key.zeroise();
  }
  return {
    title: `Protected values against AES-256-GCM alone, ${ENVELOPES} values a document`,
    head: ['bytes of a value', 'sealing: time / raw', 'opening: time / raw', 'further bytes'],
    rows,
  };
}

const places = Array.from({ length: ENVELOPES }, (_, at) => at);

function placeOf(at: number): Place {
  return {
    tenant: 'default',
    collection: 'users',
    documentId: Buffer.from('document'),
    path: `field${at}`,
    bsonType: 'string',
    protectionVersion: 1,
  };
}

function writeOf(key: DataKey, plain: Buffer): Buffer[] {
  const salt = systemEntropy.bytes(SALT_BYTES);
  return places.map((at) => seal(key, plain, placeOf(at), systemEntropy, salt));
}

function rawSeal(secret: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function rawOpen(secret: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

/** Keys of learners who were not asked for lately, as many as an answer has learners, against keys that are at hand. */
async function keyMisses({ engine, seconds }: CryptoOptions, tell: (step: string) => void): Promise<Table> {
  const deployment = await deploy(engine, tell);
  try {
    const platform = await deployment.open('keys');
    const learners = Array.from({ length: LEARNERS }, () => systemEntropy.uuid());
    for (let at = 0; at < LEARNERS; at += LIMITS.writeDocumentsMax) {
      tell(`making keys of ${at} learners`);
      const some = learners.slice(at, at + LIMITS.writeDocumentsMax);
      await platform.keyring.createFor(
        some.map((userId) => ({ userId, region: 'local', age_class: 'unknown', consents: {} })),
      );
    }
    const { vault, kek, tenant } = platform;
    const parts = { vault, kek, tenant, clock: systemClock, entropy: systemEntropy };
    const [cold, warm] = [new Keyring({ ...parts, learnerKeysMax: 1 }), new Keyring(parts)];
    const batch = (turn: number, size: number) => {
      const at = (turn * size) % LEARNERS;
      return learners.slice(at, at + size);
    };
    const hot = learners.slice(0, BATCH);
    tell('fetching keys');
    const samples = await interleave(
      [
        { name: 'one missed', run: (turn) => cold.forLearners(batch(turn, 1)) },
        { name: 'many missed', run: (turn) => cold.forLearners(batch(turn, BATCH)) },
        { name: 'contexts alone', run: (turn) => vault.learnerContexts(batch(turn, BATCH)) },
        { name: 'many held', run: () => warm.forLearners(hot) },
      ],
      { callers: 1, seconds: seconds * 2, sliceMs: 100 },
    );
    for (const ring of [cold, warm]) ring.close();
    const of = (name: string) => samples.get(name) ?? { latenciesMs: [], throughputs: [] };
    return {
      title: `Keys of ${LEARNERS} learners, ${deployment.engine}`,
      head: ['what', 'ratio'],
      rows: [
        [
          `${BATCH} keys that are missed: time / fetching their contexts alone`,
          throughputRatio(of('contexts alone'), of('many missed')),
        ],
        [
          `${BATCH} keys that are missed: time / one that is missed`,
          throughputRatio(of('one missed'), of('many missed')),
        ],
        [
          `${BATCH} keys that are missed: time / as many that are held`,
          throughputRatio(of('many held'), of('many missed')),
        ],
      ],
    };
  } finally {
    await deployment.stop();
  }
}
