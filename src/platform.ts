import type { Actor } from './access/actor.ts';
import { KeyringAuditKeys } from './access/audit-keys.ts';
import { AuditTrail } from './access/audit-trail.ts';
import { type AccessPeriod, accessesTo, searchAccesses } from './accounts/accesses.ts';
import { listLearners, profileOf } from './accounts/learners.ts';
import type { Config } from './config/settings.ts';
import type { UserDocument } from './derive/generated/documents.ts';
import { type ActorDocuments, DocumentAccess } from './documents/documents.ts';
import { KeyGate } from './documents/key-gate.ts';
import type { Page } from './documents/parts.ts';
import { TrailAccess } from './documents/trail-access.ts';
import { conceptKey, learnFrom, meetConcepts } from './insight/mastery.ts';
import { fitReviews, reviewSettings, setDesiredRetention } from './insight/review-settings.ts';
import { reviewPlan, reviewsDue } from './insight/reviews.ts';
import { conceptsOf, SUBJECTS, type SubjectSlug } from './learning/questions/curriculum.ts';
import { KeyOperations } from './lifecycle/key-operations.ts';
import type { KeyTimes } from './lifecycle/rotation/on-platform.ts';
import { LatencyRecorder } from './observe/latency.ts';
import { Metrics } from './observe/metrics.ts';
import { type Erasures, erasuresOn } from './privacy/erasures.ts';
import type { ErasureBound } from './protection/erasure-bound.ts';
import { Keyring } from './protection/keyring.ts';
import { SCHEMA } from './schema/schema.ts';
import { endAbandoned } from './sessions/abandoned.ts';
import { endSession } from './sessions/end.ts';
import { type Feedback, giveFeedback } from './sessions/feedback.ts';
import { meetingsOf, studiesOf } from './sessions/followers.ts';
import { answerPractice, PRACTICE_QUESTIONS, startPractice } from './sessions/practice.ts';
import { record } from './sessions/record.ts';
import type { Interaction, Recording, RecordingHooks, Session, SessionEnd } from './sessions/recording.ts';
import type { Clock } from './std/clock.ts';
import { days } from './std/durations.ts';
import { LIMITS } from './std/limits.ts';
import { type Entropy, SeededRandom } from './std/random.ts';
import { MemoryCache } from './stores/cache/memory.ts';
import type { Cache } from './stores/cache/port.ts';
import type { DocumentStore } from './stores/documents/port.ts';
import type { KeyEncryptionKey } from './stores/keys/port.ts';
import { FileErasureLedger, type LedgerSetting, ledgerFileOf } from './stores/ledger/file.ts';
import type { ErasureLedger } from './stores/ledger/port.ts';
import type { Connection } from './stores/mongo/connection.ts';
import { MongoDocumentStore } from './stores/mongo/document-store.ts';
import { MongoKeyVault } from './stores/mongo/key-vault.ts';
import type { ObjectStore } from './stores/objects/port.ts';
import type { KeyVault } from './stores/vault/port.ts';

/** What a platform is made of. */
export interface PlatformParts {
  readonly connection: Connection;
  readonly kek: KeyEncryptionKey;
  /** Where what is written once is kept, apart from the database. */
  readonly objects: ObjectStore;
  /** A cache shared with other nodes; without one, each process has its own. */
  readonly cache?: Cache;
  readonly config: Pick<Config, 'tenant' | 'region' | LedgerSetting | keyof ErasureBound>;
  /** Shorter times than the limits allow, for tests of what waits for them. */
  readonly keyTimes?: KeyTimes;
  readonly clock: Clock;
  readonly entropy: Entropy;
}

type PageOptions = { readonly cursor?: string; readonly limit?: number };

/** The one place where adapters meet operations. */
export class Platform {
  readonly documents: DocumentAccess;
  readonly keyring: Keyring;
  readonly vault: KeyVault;
  readonly kek: KeyEncryptionKey;
  readonly keyGate: KeyGate;
  readonly tenant: string;
  readonly keyTimes: KeyTimes;
  readonly ledger: ErasureLedger;
  readonly erasureBound: ErasureBound;
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
      ledger: this.ledger,
    });
    const auditKeys = new KeyringAuditKeys(this.keyring);
    this.#trail = new AuditTrail(store, auditKeys, clock, entropy);
    this.trail = new TrailAccess({
      store,
      keys: auditKeys,
      archive: objects,
      trail: this.#trail,
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
    await this.#trail.close();
    this.trail.close();
    this.keyring.close();
    this.kek.close();
    await this.#cache.close();
    await this.connection.close();
  }
}

/** Everything one actor can do. Each method is one operation; none knows a transport. */
export class ActorPlatform {
  readonly #platform: Platform;
  readonly #actor: Actor;
  readonly documents: ActorDocuments;

  constructor(platform: Platform, actor: Actor) {
    this.#platform = platform;
    this.#actor = actor;
    this.documents = platform.documents.as(actor);
  }

  readonly learners = {
    /** Accounts, newest first. */
    list: (origin: UserDocument['origin']['kind'] | undefined, options: PageOptions = {}) =>
      listLearners(this.documents, origin, options),
    /** One account, without its secrets. @throws MasterXError `not_found` */
    profile: (learner: string) => profileOf(this.documents, learner),
    /** How the learner learns. @throws MasterXError `not_found` where nothing is known yet. */
    learningDna: (learner: string) =>
      this.documents.collection('learning_dna').get('learning_dna_profile', {}, { learner }),
  };

  readonly sessions = {
    /** Sessions since a moment, newest first, without their growing lists. */
    recent: (learner: string, since: Date, options: PageOptions = {}) =>
      this.documents
        .collection('learning_sessions')
        .query('recent_session_history', { since }, { ...options, learner }),
    /** One session, with the first elements of its growing lists. @throws MasterXError `not_found` */
    lookup: (sessionId: string) =>
      this.documents.collection('learning_sessions').get('session_lookup', { session_id: sessionId }),
    /** The interactions of a session, in order. */
    interactions: (
      learner: string,
      sessionId: string,
      options: PageOptions = {},
    ): Promise<Page<Interaction>> =>
      this.documents
        .collection('learning_sessions')
        .elements({ session_id: sessionId, user_id: learner }, 'interactions', options),
    /** Stores parts of sessions, each of another session, in one transaction: `within`, or one of its own. */
    record: (recordings: readonly Recording[], within: ActorDocuments = this.documents) =>
      record(within, recordings, this.#hooks),
    /** Ends a session. */
    end: (learner: string, sessionId: string, end: Pick<SessionEnd, 'ratings'> = {}): Promise<Session> =>
      endSession(this.documents, sessionId, learner, { ...end, at: this.#platform.clock.now() }, this.#hooks),
    /** Enters what the learner says of a session. @throws MasterXError `not_found` */
    feedback: (learner: string, sessionId: string, feedback: Feedback): Promise<Session> =>
      giveFeedback(this.documents, { session_id: sessionId, user_id: learner }, feedback),
    /** Ends the sessions of which nothing was recorded for a time; how many there were. */
    endAbandoned: (idleMs: number, signal?: AbortSignal): Promise<number> =>
      endAbandoned(
        this.documents,
        new Date(this.#platform.clock.now().getTime() - idleMs),
        this.#hooks,
        signal,
      ),
    /** One session as the database holds it. */
    stored: (learner: string, sessionId: string) =>
      this.documents.collection('learning_sessions').stored({ session_id: sessionId, user_id: learner }),
  };

  readonly practice = {
    /** What can be practised. */
    subjects: () =>
      (Object.keys(SUBJECTS) as SubjectSlug[]).map((subject) => ({
        subject,
        name: SUBJECTS[subject].name,
        concepts: conceptsOf(subject).map(({ slug, name }) => ({ concept: slug, name })),
      })),
    /** Begins a practice of ten questions. */
    start: async (
      learner: string,
      subject: SubjectSlug,
      deviceType: Session['session_context']['device_type'],
    ) => {
      const { entropy, clock } = this.#platform;
      const { items } = await this.insight.masteryOf(learner, subject);
      return startPractice(
        this.documents,
        {
          sessionId: entropy.uuid(),
          userId: learner,
          subject,
          at: clock.now(),
          deviceType,
          mastery: new Map(
            items.map(({ concept, mastery_tracking }) => [concept, mastery_tracking.current_mastery_level]),
          ),
        },
        new SeededRandom(entropy.bytes(4).readInt32LE()),
        this.#hooks,
      );
    },
    /** Judges and stores an answer. */
    answer: (
      learner: string,
      sessionId: string,
      given: { readonly questionId: string; readonly answer: string; readonly responseSeconds: number },
    ) =>
      answerPractice(
        this.documents,
        { ...given, sessionId, userId: learner, at: this.#platform.clock.now() },
        this.#hooks,
      ),
    /** Ends a practice. */
    end: (learner: string, sessionId: string, ratings: SessionEnd['ratings']): Promise<Session> =>
      endSession(
        this.documents,
        sessionId,
        learner,
        { at: this.#platform.clock.now(), planned: PRACTICE_QUESTIONS, ...(ratings && { ratings }) },
        this.#hooks,
      ),
  };

  readonly insight = {
    /** Mean mastery by subject. */
    progress: (learner: string) =>
      this.documents.collection('content_mastery').query('user_progress_dashboard', {}, { learner }),
    /** Concepts of a learner, without their growing lists. */
    mastery: (learner: string, options: PageOptions = {}) =>
      this.documents
        .collection('content_mastery')
        .query('content_mastery_lookup', {}, { ...options, learner }),
    /** Concepts of a learner in one subject. */
    masteryOf: (learner: string, subject: string, options: PageOptions = {}) =>
      this.documents
        .collection('content_mastery')
        .query('mastery_of_subject', { subject }, { ...options, learner }),
    /** One concept of a learner; null where it was never met. */
    concept: (learner: string, subject: string, topic: string, concept: string) =>
      this.documents
        .collection('content_mastery')
        .find('concept_mastery', { subject, topic, concept }, { learner }),
    /** One concept of a learner as the database holds it. */
    storedConcept: (learner: string, subject: string, topic: string, concept: string) =>
      this.documents.collection('content_mastery').stored({ user_id: learner, subject, topic, concept }),
    /** Concepts due before a moment, longest due first. */
    reviewsDue: (learner: string, until: Date, options: PageOptions = {}) =>
      reviewsDue(this.documents, learner, until, this.#platform.clock.now(), options),
    /** What to review now, in the order in which it is best reviewed. */
    reviewPlan: (learner: string, until: Date, limit: number) =>
      reviewPlan(this.documents, learner, until, this.#platform.clock.now(), limit),
    /** How a learner's reviews are planned; null where as for everybody. */
    reviewSettings: (learner: string) => reviewSettings(this.documents, learner),
    /** Sets how well a learner wants to remember, [0.7, 0.97]. */
    setDesiredRetention: (learner: string, desiredRetention: number) =>
      setDesiredRetention(this.documents, learner, desiredRetention, this.#platform.clock.now()),
    /** Fits the parameters of forgetting to a learner's own reviews. */
    fitReviews: (learner: string, signal?: AbortSignal) =>
      fitReviews(this.documents, learner, this.#platform.clock.now(), signal),
    /** Wellness by day since a moment, latest first. */
    wellness: (learner: string, since: Date, options: PageOptions = {}) =>
      this.documents
        .collection('emotional_analytics')
        .query(
          'emotional_wellness_trends',
          { data_source: 'daily_aggregation', since },
          { ...options, learner },
        ),
    /** Emotional summaries of one kind since a moment, latest first. */
    emotions: (
      learner: string,
      period: 'daily_aggregation' | 'weekly_summary' | 'monthly_report',
      since: Date,
      options: PageOptions = {},
    ) =>
      this.documents
        .collection('emotional_analytics')
        .query('emotional_analytics_dashboard', { data_source: period, since }, { ...options, learner }),
  };

  readonly concepts = {
    /** Concepts of a subject, or of every subject, with names and prerequisites. */
    list: (subject: string | undefined, options: PageOptions = {}) =>
      subject === undefined
        ? this.documents.collection('concepts').query('all_concepts', { subject: '0' }, options)
        : this.documents.collection('concepts').query('concepts_of_subject', { subject }, options),
  };

  readonly operation = {
    /** Learners, sessions and their mean length, by day in UTC, over the last days including today. */
    usage: (dayCount: number) => {
      const today = Math.floor(this.#platform.clock.now().getTime() / days(1)) * days(1);
      return this.documents.collection('learning_sessions').query('platform_usage_analytics', {
        since: new Date(today - days(dayCount - 1)),
        until: new Date(today + days(1)),
      });
    },
    /** About how many documents each collection holds. */
    sizes: () => this.#platform.documents.sizes(this.#actor),
    /** How each named query that was asked has done against its SLA. */
    serviceLevels: () => this.#platform.latencies.snapshot(),
  };

  /** Epochs and rotations of the keys. */
  get keys(): KeyOperations {
    return new KeyOperations(this.#platform, this.#actor, this.documents);
  }

  /** Learners who were erased, or are to be. */
  get erasures(): Erasures {
    return erasuresOn(this.#platform, this.#actor, this.documents);
  }

  readonly audit = {
    /** Moves the entries of writes from the outbox into a chain; how many. */
    seal: () => this.#platform.trail.seal(this.#actor),
    /** Signs how far all chains have come; the number of the checkpoint, or null when none has gone on. */
    checkpoint: () => this.#platform.trail.checkpoint(this.#actor),
    /** Proves the trail. `progress` is told how many blocks were read. */
    verify: (progress?: (blocks: number) => void) => this.#platform.trail.verify(this.#actor, progress),
    /** Accesses of a period, latest first; about one learner where one is named. */
    search: (period: AccessPeriod & { readonly about?: string }, options: PageOptions = {}) =>
      searchAccesses(this.documents, period, options),
    /** Who looked at or changed a learner's data, latest first: for the learner. */
    accesses: (learner: string, period: AccessPeriod, options: PageOptions = {}) =>
      accessesTo(this.#platform.documents, this.#actor, learner, period, options),
  };

  /** Where one room follows another in the same transaction. */
  readonly #hooks: RecordingHooks = {
    now: () => this.#platform.clock.now(),
    meet: async (documents, recordings) => {
      const meetings = meetingsOf(recordings);
      const fresh = await meetConcepts(documents, meetings);
      const met = new Set(
        meetings
          .filter((meeting) => fresh.has(conceptKey(meeting)))
          .map(({ user_id, subject, concept }) => `${user_id} ${subject} ${concept}`),
      );
      return (userId, subject, concept) => met.has(`${userId} ${subject} ${concept}`);
    },
    learn: (documents, recorded) => learnFrom(documents, studiesOf(recorded)),
  };
}
