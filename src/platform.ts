import { AccessTokens } from './access/access-tokens.ts';
import type { Actor } from './access/actor.ts';
import { KeyringAuditKeys } from './access/audit-keys.ts';
import { AuditTrail } from './access/audit-trail.ts';
import { SignInOperations } from './accounts/sign-in/operations.ts';
import type { SignInParts } from './accounts/sign-in/parts.ts';
import { SignInStandings } from './accounts/sign-in/standing.ts';
import { type Config, SETTINGS } from './config/settings.ts';
import { DocumentAccess } from './documents/documents.ts';
import { KeyGate } from './documents/key-gate.ts';
import { Relations } from './documents/relations.ts';
import { TrailAccess } from './documents/trail-access.ts';
import { MasteryModels } from './insight/mastery-models.ts';
import type { KeyTimes } from './lifecycle/rotation/on-platform.ts';
import { LatencyRecorder } from './observe/latency.ts';
import { Metrics } from './observe/metrics.ts';
import { ActorPlatform } from './platform/actor-platform.ts';
import type { PlatformServices } from './platform/services.ts';
import type { ErasureBound } from './protection/erasure-bound.ts';
import { Keyring } from './protection/keyring.ts';
import { PasswordHasher } from './protection/passwords.ts';
import type { OnWorn } from './protection/seal-budgets.ts';
import { SigningKeys } from './protection/signing-keys.ts';
import { SCHEMA } from './schema/schema.ts';
import type { Clock } from './std/clock.ts';
import { days, hours } from './std/durations.ts';
import { LIMITS } from './std/limits.ts';
import type { Entropy } from './std/random.ts';
import { MemoryCache } from './stores/cache/memory.ts';
import type { Cache } from './stores/cache/port.ts';
import type { DocumentStore } from './stores/documents/port.ts';
import type { KeyEncryptionKey } from './stores/keys/port.ts';
import { FileErasureLedger, type LedgerSetting, ledgerFileOf } from './stores/ledger/file.ts';
import type { ErasureLedger } from './stores/ledger/port.ts';
import type { Mailer } from './stores/mail/port.ts';
import { UnsetMailer } from './stores/mail/unset.ts';
import type { Connection } from './stores/mongo/connection.ts';
import { MongoDocumentStore } from './stores/mongo/document-store.ts';
import { MongoKeyVault } from './stores/mongo/key-vault.ts';
import type { ObjectStore } from './stores/objects/port.ts';
import type { KeyVault } from './stores/vault/port.ts';

export type { ActorPlatform } from './platform/actor-platform.ts';

/** What a platform is made of. */
export interface PlatformParts {
  readonly connection: Connection;
  readonly kek: KeyEncryptionKey;
  /** Where what is written once is kept, apart from the database. */
  readonly objects: ObjectStore;
  /** A cache shared with other nodes; without one, each process has its own. */
  readonly cache?: Cache;
  readonly config: Pick<Config, 'tenant' | 'region' | LedgerSetting | keyof ErasureBound> &
    Partial<
      Pick<
        Config,
        'auditDays' | 'tokenIssuer' | 'secondFactor' | 'publicUrl' | 'host' | 'port' | 'guardianConfirmHours'
      >
    >;
  /** Sends mails; without one they wait. */
  readonly mailer?: Mailer;
  /** Shorter times than the limits allow, for tests of what waits for them. */
  readonly keyTimes?: KeyTimes;
  /** Hashes passwords; one with the costs of production unless given, as by tests. */
  readonly passwords?: PasswordHasher;
  /** Told where somebody showed a refresh token that was used before. */
  readonly onTokenReuse?: SignInParts['onReuse'];
  /** Told what became of every attempt to sign in. */
  readonly onAuthentication?: SignInParts['onAuthentication'];
  /** Told of keys that have sealed so much that they should be rotated. */
  readonly onKeyWorn?: OnWorn;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

/** The one place where adapters meet operations. */
export class Platform implements PlatformServices {
  readonly documents: DocumentAccess;
  readonly keyring: Keyring;
  readonly vault: KeyVault;
  readonly kek: KeyEncryptionKey;
  readonly keyGate: KeyGate;
  readonly tenant: string;
  readonly keyTimes: KeyTimes;
  readonly ledger: ErasureLedger;
  readonly erasureBound: ErasureBound;
  readonly masteryModels: MasteryModels;
  readonly signIns: SignInOperations;
  readonly passwords: PasswordHasher;
  readonly accessTokens: AccessTokens;
  readonly mailer: Mailer;
  readonly publicUrl: string;
  readonly confirmAfterMs: number;
  readonly latencies: LatencyRecorder;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly connection: Connection;
  readonly trail: TrailAccess;
  readonly #store: DocumentStore;
  readonly #trail: AuditTrail;
  readonly #cache: Cache;

  constructor(parts: PlatformParts) {
    const { connection, kek, objects, config, clock, entropy, cache = new MemoryCache(clock) } = parts;
    this.keyTimes = parts.keyTimes ?? { cacheMs: LIMITS.keyCacheMsMax, commitMs: LIMITS.commitMsMax };
    const store = new MongoDocumentStore(connection.client, connection.data);
    const vault = new MongoKeyVault(connection.vault);
    this.#store = store;
    this.connection = connection;
    this.vault = vault;
    this.kek = kek;
    this.tenant = config.tenant;
    this.ledger = new FileErasureLedger(ledgerFileOf(config), clock);
    this.erasureBound = config;
    this.#cache = cache;
    this.clock = clock;
    this.masteryModels = new MasteryModels(clock);
    this.entropy = entropy;
    this.latencies = new LatencyRecorder(SCHEMA);
    this.metrics = new Metrics(SCHEMA);
    this.keyring = new Keyring({
      vault,
      kek,
      tenant: config.tenant,
      clock,
      entropy,
      keyCacheMs: this.keyTimes.cacheMs,
      ...(parts.onKeyWorn && { onWorn: parts.onKeyWorn }),
      ledger: this.ledger,
    });
    this.passwords = parts.passwords ?? new PasswordHasher(entropy);
    this.mailer = parts.mailer ?? new UnsetMailer();
    this.publicUrl = publicUrlOf(config);
    this.confirmAfterMs = hours(config.guardianConfirmHours ?? SETTINGS.guardianConfirmHours.fallback);
    this.accessTokens = new AccessTokens({
      keys: new SigningKeys(this.keyring),
      tenant: config.tenant,
      issuer: config.tokenIssuer ?? null,
      clock,
      entropy,
    });
    const auditKeys = new KeyringAuditKeys(this.keyring);
    this.#trail = new AuditTrail(store, auditKeys, clock, entropy);
    this.trail = new TrailAccess({
      store,
      keys: auditKeys,
      archive: objects,
      keptMs: days(config.auditDays ?? SETTINGS.auditDays.fallback),
      trail: this.#trail,
      relations: new Relations(store, this.keyring),
      clock,
      entropy,
    });
    this.keyGate = new KeyGate(this.#trail, clock);
    this.documents = new DocumentAccess({
      store,
      keyring: this.keyring,
      trail: this.#trail,
      latencies: {
        record: (collection, query, latencyMs) => {
          this.latencies.record(collection, query, latencyMs);
          this.metrics.record(collection, query, latencyMs);
        },
      },
      cache,
      clock,
      entropy,
      tenant: config.tenant,
      region: config.region,
    });
    this.signIns = new SignInOperations({
      access: this.documents,
      passwords: this.passwords,
      accessTokens: this.accessTokens,
      standings: new SignInStandings(this.documents, clock),
      secondFactor: config.secondFactor ?? SETTINGS.secondFactor.fallback,
      clock,
      entropy,
      onReuse: parts.onTokenReuse ?? (() => undefined),
      onAuthentication: parts.onAuthentication ?? (() => undefined),
    });
  }

  /** The platform as one actor may use it. */
  as(actor: Actor): ActorPlatform {
    return new ActorPlatform(this, actor);
  }

  /** Resolves when database and keys answer. @throws MasterXError `store_unavailable`, `keys_unavailable` */
  async health(): Promise<void> {
    await Promise.all([this.#store.health(), this.keyring.health()]);
  }

  /** Lets what is under way finish, forgets every key and closes the connections. */
  async close(): Promise<void> {
    await this.mailer.close();
    await this.#trail.close();
    this.trail.close();
    this.keyring.close();
    this.kek.close();
    await this.#cache.close();
    await this.connection.close();
  }
}

/** Where people reach the pages: as set, else where the service listens. */
function publicUrlOf({ publicUrl, host, port }: PlatformParts['config']): string {
  const { host: localHost, port: usualPort } = SETTINGS;
  return publicUrl ?? `http://${host ?? localHost.fallback}:${port ?? usualPort.fallback}`;
}
