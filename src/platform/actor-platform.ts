import type { Actor } from '../access/actor.ts';
import { denied, mayMeasure } from '../access/policy.ts';
import { type AccessPeriod, retainedSince, searchAccesses } from '../accounts/accesses/search.ts';
import { accessesTo } from '../accounts/accesses/shown.ts';
import { type ConsentOperations, consentOperations } from '../accounts/consents/operations.ts';
import type { AccountContext } from '../accounts/context.ts';
import { familyOf } from '../accounts/family/family.ts';
import { type FamilyContext, inviteToFamily, withdrawInvitations } from '../accounts/family/invitations.ts';
import { joinFamily, leaveFamily, removeFromFamily } from '../accounts/family/membership.ts';
import { listLearners, profileOf } from '../accounts/learners.ts';
import { changePreferences, type Preferences } from '../accounts/profile/change-preferences.ts';
import {
  changeProfile,
  type Edit,
  type Precondition,
  type ProfileFields,
} from '../accounts/profile/change-profile.ts';
import { type PublicProfile, publicProfile } from '../accounts/profile/public-profile.ts';
import {
  addServiceCertificate,
  createService,
  listServices,
  revokeService,
  rotateServiceSecret,
  type ServiceParts,
} from '../accounts/services/services.ts';
import type { OwnSignIns } from '../accounts/sign-in/operations.ts';
import {
  accountOfAddress,
  accountOfIdentifier,
  type NewStaff,
  openStaffAccount,
  reactivateAccount,
  suspendAccount,
} from '../accounts/staff.ts';
import { type SubscriptionOperations, subscriptionOperations } from '../accounts/subscription/operations.ts';
import type { UserDocument } from '../derive/generated/documents.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { Page } from '../documents/parts.ts';
import { type InsightOperations, insightOperations } from '../insight/operations.ts';
import { KeyOperations } from '../lifecycle/key-operations.ts';
import { type Erasures, erasuresOn } from '../privacy/erasures.ts';
import { endAbandoned } from '../sessions/abandoned.ts';
import { type Correction, correctSession, removeSession } from '../sessions/correct.ts';
import { endSession } from '../sessions/end.ts';
import { type Feedback, giveFeedback } from '../sessions/feedback.ts';
import { feltSessions } from '../sessions/followers.ts';
import { record } from '../sessions/record.ts';
import type { Interaction, Recording, RecordingHooks, Session, SessionEnd } from '../sessions/recording.ts';
import { verifySession } from '../sessions/verify.ts';
import { days } from '../std/durations.ts';
import { recordAgeOn } from './age.ts';
import { exportOf } from './export.ts';
import { type PracticeOperations, practiceOn } from './practice.ts';
import { recordingHooks } from './recording-hooks.ts';
import { addressesOn, guardianFormsOn, guardiansOn, registrationOn } from './registration.ts';
import type { PlatformServices } from './services.ts';

type PageOptions = { readonly cursor?: string; readonly limit?: number };

/** Everything one actor can do. Each method is one operation; none knows a transport. */
export class ActorPlatform {
  readonly #services: PlatformServices;
  readonly #actor: Actor;
  readonly #hooks: RecordingHooks;
  readonly documents: ActorDocuments;

  constructor(services: PlatformServices, actor: Actor) {
    this.#services = services;
    this.#actor = actor;
    this.documents = services.documents.as(actor);
    this.insight = insightOperations(this.documents, services.clock, services.masteryModels);
    this.#hooks = recordingHooks(services.clock, services.masteryModels);
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

  /** The own account: sign-ins, password, second factor. */
  get account(): OwnSignIns {
    return this.#services.signIns.of(this.#actor);
  }

  /** Accounts that whoever runs the platform looks after. */
  readonly accounts = {
    /** Opens an account for somebody who works here. */
    open: (who: NewStaff) => {
      const { passwords, clock, entropy } = this.#services;
      return openStaffAccount({ documents: this.documents, passwords, clock, entropy }, who);
    },
    /** The account of an address. @throws MasterXError `not_found` */
    ofAddress: (email: string) => accountOfAddress(this.documents, email),
    /** Keeps an account from signing in, and ends its sign-ins. */
    suspend: async (userId: string) => ({
      ...(await suspendAccount(this.documents, userId, this.#services.clock.now())),
      signInsEnded: await this.#endSignIns(userId),
    }),
    /** Opens an account again that was suspended or is locked. */
    reactivate: (userId: string) => reactivateAccount(this.documents, userId, this.#services.clock.now()),
    /** Ends the second factor of an account, and its sign-ins. @throws MasterXError `not_found` */
    endFactor: async (userId: string) => ({
      ...(await accountOfIdentifier(this.documents, userId)),
      signInsEnded: await this.#services.signIns.endFactor(this.documents, userId),
    }),
    /** Ends every sign-in of everybody; how many. */
    signOutEverybody: () => this.#services.signIns.endEverybodys(this.documents),
    /** Ends every sign-in of an account. */
    signOut: async (userId: string) => ({
      ...(await accountOfIdentifier(this.documents, userId)),
      signInsEnded: await this.#endSignIns(userId),
    }),
  };

  /** Programs that sign in by themselves. */
  readonly services = {
    create: (about: Parameters<typeof createService>[1]) => createService(this.#serviceParts(), about),
    list: (options: PageOptions = {}) => listServices(this.documents, options),
    rotateSecret: (clientId: string) => rotateServiceSecret(this.#serviceParts(), clientId),
    addCertificate: (clientId: string, thumbprint: string) =>
      addServiceCertificate(this.#serviceParts(), clientId, thumbprint),
    revoke: (clientId: string) => revokeService(this.#serviceParts(), clientId),
  };

  /** Registration, links and what follows from them: for parts of the platform, on behalf of nobody. */
  get registration() {
    return registrationOn(this.#services, this.#actor);
  }

  /** The own address. @throws MasterXError `access_denied` for whoever has no account. */
  get addresses() {
    return addressesOn(this.#services, this.#actor);
  }

  /** Learners in the actor's care. @throws MasterXError `access_denied` for whoever has no account. */
  get guardians() {
    return guardiansOn(this.#services, this.#actor);
  }

  /** Signed forms of guardians. @throws MasterXError `access_denied` for whoever does not run the platform. */
  get guardianForms() {
    return guardianFormsOn(this.#services, this.#actor);
  }

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
    record: async (recordings: readonly Recording[], within?: ActorDocuments) => {
      const { recorded, changes } = await record(within ?? this.documents, recordings, this.#hooks);
      // Within a transaction of the caller's it is not there yet for what follows; the jobs see to it.
      if (!within) await this.#follow(feltSessions(changes));
      return recorded;
    },
    /**
     * Corrects what was recorded of a session; everything derived from it is as if it had been recorded so.
     *
     * @throws MasterXError `not_found`, `conflict`, `validation_failed`.
     */
    correct: async (learner: string, sessionId: string, correction: Correction): Promise<Session> => {
      const identity = { session_id: sessionId, user_id: learner };
      const { session, changes } = await correctSession(this.documents, identity, correction, this.#hooks);
      await this.#follow(feltSessions(changes));
      return session;
    },
    /** Removes a session with everything derived from it. @throws MasterXError `not_found` */
    remove: async (learner: string, sessionId: string): Promise<void> => {
      const identity = { session_id: sessionId, user_id: learner };
      const changes = await removeSession(this.documents, identity, this.#hooks);
      // A session that was deleted in time may have left feelings behind.
      await this.#follow([identity, ...feltSessions(changes)]);
    },
    /** Ends a session. */
    end: async (
      learner: string,
      sessionId: string,
      end: Pick<SessionEnd, 'ratings'> = {},
    ): Promise<Session> => {
      const at = this.#services.clock.now();
      const session = await endSession(this.documents, sessionId, learner, { ...end, at }, this.#hooks);
      if (session.evidence.observations > 0) await this.#follow([session]);
      return session;
    },
    /** Enters what the learner says of a session. @throws MasterXError `not_found` */
    feedback: (learner: string, sessionId: string, feedback: Feedback): Promise<Session> =>
      giveFeedback(this.documents, { session_id: sessionId, user_id: learner }, feedback),
    /** Ends the sessions of which nothing was recorded for a time; how many there were. */
    endAbandoned: (idleMs: number, signal?: AbortSignal): Promise<number> =>
      endAbandoned(
        this.documents,
        new Date(this.#services.clock.now().getTime() - idleMs),
        this.#hooks,
        signal,
      ),
    /** The parts of a session that differ from what its interactions amount to. @throws MasterXError `not_found` */
    verify: (sessionId: string) => verifySession(this.documents, sessionId),
    /** One session as the database holds it. */
    stored: (learner: string, sessionId: string) =>
      this.documents.collection('learning_sessions').stored({ session_id: sessionId, user_id: learner }),
  };

  /** Plans, and the AI queries they give. */
  get subscriptions(): SubscriptionOperations {
    return subscriptionOperations(this.#account);
  }

  /** Who shares a family plan. */
  readonly families = {
    of: (learner: string) => familyOf(this.#family, learner),
    invite: (holder: string) => inviteToFamily(this.#family, holder),
    withdrawInvitations: (holder: string) => withdrawInvitations(this.#family, holder),
    join: (learner: string, code: string) => joinFamily(this.#family, learner, code),
    leave: (learner: string) => leaveFamily(this.#family, learner),
    remove: (holder: string, member: string) => removeFromFamily(this.#family, holder, member),
  };

  readonly profiles = {
    /** Changes a profile by a merge patch. @throws MasterXError `precondition_failed` */
    change: (learner: string, edit: Edit, isExpected?: Precondition<ProfileFields>) =>
      changeProfile(this.#account, learner, edit, isExpected),
    /** Changes preferences by a merge patch. @throws MasterXError `precondition_failed` */
    changePreferences: (learner: string, edit: Edit, isExpected?: Precondition<Preferences>) =>
      changePreferences(this.#account, learner, edit, isExpected),
    /** What a person shows to others. @throws MasterXError `not_found` */
    public: (userId: string): Promise<PublicProfile> => publicProfile(this.#account, userId),
  };

  /** Questions to practise with. */
  get practice(): PracticeOperations {
    return practiceOn(this.#services, this.documents, this.insight, this.#hooks);
  }

  readonly insight: InsightOperations;

  /** What learners decide about the use of their data. */
  get consents(): ConsentOperations {
    const { documents: access, keyring, keyGate, keyTimes, vault, clock, entropy } = this.#services;
    const settleMs = keyTimes.cacheMs + keyTimes.commitMs;
    return consentOperations({
      actor: this.#actor,
      access,
      keyring,
      keyGate,
      vault,
      settleMs,
      clock,
      entropy,
    });
  }

  /**
   * Writes everything that is kept of a learner, as lines of JSON that can be imported again: for the learner and the
   * learner's guardian.
   *
   * @throws MasterXError `access_denied`, `not_found`, `interrupted`; whatever `write` throws.
   */
  export(learner: string, write: (line: string) => Promise<void>, signal?: AbortSignal) {
    return exportOf(this.#services, this.#actor, learner, write, signal);
  }

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
      const today = Math.floor(this.#services.clock.now().getTime() / days(1)) * days(1);
      return this.documents.collection('learning_sessions').query('platform_usage_analytics', {
        since: new Date(today - days(dayCount - 1)),
        until: new Date(today + days(1)),
      });
    },
    /** About how many documents each collection holds. */
    sizes: () => this.#services.documents.sizes(this.#actor),
    /** How each named query that was asked has done against its SLA. */
    serviceLevels: () => {
      this.#assertMeasures('service levels');
      return this.#services.latencies.snapshot();
    },
    /** Measurements for Prometheus. @throws MasterXError `access_denied` */
    measurements: () => {
      this.#assertMeasures('measurements');
      return this.#services.metrics.exposition();
    },
  };

  /** Epochs and rotations of the keys. */
  get keys(): KeyOperations {
    return new KeyOperations(this.#services, this.#actor, this.documents);
  }

  /** Learners who were erased, or are to be. */
  get erasures(): Erasures {
    return erasuresOn(this.#services, this.#actor, this.documents);
  }

  readonly audit = {
    /** Moves the entries of writes from the outbox into a chain; how many. */
    seal: () => this.#services.trail.seal(this.#actor),
    /** Signs how far all chains have come; the number of the checkpoint, or null when none has gone on. */
    checkpoint: () => this.#services.trail.checkpoint(this.#actor),
    /** Removes what has been kept for its time; what remains is proved as before. */
    removeExpired: () => this.#services.trail.removeExpired(this.#actor),
    /** From when on the trail reaches; null where it reaches back to its beginning. */
    retainedSince: () => retainedSince(this.documents),
    /** Proves the trail. `progress` is told how many blocks were read. */
    verify: (progress?: (blocks: number) => void) => this.#services.trail.verify(this.#actor, progress),
    /** Accesses of a period, latest first; about one learner where one is named. */
    search: (period: AccessPeriod & { readonly about?: string }, options: PageOptions = {}) =>
      searchAccesses(this.documents, this.#services.clock, period, options),
    /** Who looked at or changed a learner's data, latest first: for the learner. */
    accesses: (learner: string, period: AccessPeriod, options: PageOptions = {}) =>
      accessesTo(this.#account, learner, period, options),
  };

  /** @throws MasterXError `access_denied` for whoever may not be told how the platform runs. */
  #assertMeasures(what: string): void {
    if (!mayMeasure(this.#actor)) throw denied(this.#actor, 'summarise', what);
  }

  get #family(): FamilyContext {
    const { entropy, keyring } = this.#services;
    return { ...this.#account, entropy, allowedBy: (learners) => keyring.allowedBy(learners) };
  }

  get #account(): AccountContext {
    const { documents: access, clock } = this.#services;
    return { actor: this.#actor, access, clock, recordAge: recordAgeOn(this.#services, this.#actor) };
  }

  /** What follows the end of sessions, outside its transaction; interrupted, the jobs do it. */
  async #follow(sessions: readonly Pick<Session, 'session_id' | 'user_id'>[]): Promise<void> {
    for (const { session_id, user_id } of sessions) {
      await this.insight.refreshEmotions(user_id, [session_id]);
    }
  }

  #endSignIns(userId: string): Promise<number> {
    return this.#services.signIns.endAll(this.documents, userId);
  }

  #serviceParts(): ServiceParts {
    const { clock, entropy } = this.#services;
    return { documents: this.documents, clock, entropy };
  }
}
