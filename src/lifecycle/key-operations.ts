import type { Actor } from '../access/actor.ts';
import type { ActorDocuments } from '../documents/documents.ts';
import type { KeyGate, KeyWork } from '../documents/key-gate.ts';
import { type KeyStatus, keyStatus } from '../protection/key-status.ts';
import { ACCESS_TOKEN_PURPOSE } from '../protection/signing-keys.ts';
import { LIMITS } from '../std/limits.ts';
import type { KeyRotationRecord } from '../stores/vault/port.ts';
import { checkKeys, type KeyCheck, type KeyCheckOptions } from './key-check.ts';
import { DONE } from './rotation/job.ts';
import { type RotationOptions, type RotationPlatform, rotateOn } from './rotation/on-platform.ts';
import type { RotationTarget } from './rotation/rotate.ts';

/** What work on keys needs of the platform. */
export interface KeyPlatform extends RotationPlatform {
  readonly keyGate: KeyGate;
}

const COLLECTIONS = ['branch_keys', 'index_keys', 'learner_contexts'] as const;

/** What can be done with a tenant's keys, for one actor: behind policy and trail. */
export class KeyOperations {
  readonly #platform: KeyPlatform;
  readonly #actor: Actor;
  readonly #documents: ActorDocuments;

  constructor(platform: KeyPlatform, actor: Actor, documents: ActorDocuments) {
    this.#platform = platform;
    this.#actor = actor;
    this.#documents = documents;
  }

  /** Epochs of the keys, and how many learners are under each. */
  status(): Promise<KeyStatus> {
    const { vault, tenant, kek } = this.#platform;
    return this.#pass({ action: 'summarise', operation: 'keys status', learners: [] }, () =>
      keyStatus(vault, tenant, kek.keyId),
    );
  }

  /** Rotates keys while the service runs; goes on with a rotation that was interrupted. */
  rotate(target: RotationTarget, options: RotationOptions = {}): Promise<KeyRotationRecord> {
    const learners = target.kind === 'learner' && target.learner !== null ? [target.learner] : [];
    return this.#pass({ action: 'update', operation: `rotate ${target.kind}`, learners }, () =>
      rotateOn(this.#platform, this.#documents, target, options),
    );
  }

  /**
   * Rotates what signs access tokens once it is older than `LIMITS.signingKeyMsMax`, or goes on with a rotation that was
   * interrupted; whether there was anything to do.
   */
  async renewSigningKey(options: RotationOptions = {}): Promise<boolean> {
    const { vault, tenant, clock } = this.#platform;
    const [latest, under] = await Promise.all([
      vault.latestIndexKey(tenant, ACCESS_TOKEN_PURPOSE),
      vault.keyRotation(tenant, ACCESS_TOKEN_PURPOSE),
    ]);
    const isOld =
      latest !== null && clock.now().getTime() - latest.created_at.getTime() >= LIMITS.signingKeyMsMax;
    const isUnderWay = under !== null && under.step !== DONE;
    if (isOld || isUnderWay) await this.rotate({ kind: 'signing' }, options);
    return isOld || isUnderWay;
  }

  /** Unwraps every key and opens every envelope, or a part of them. Changes nothing. */
  verify(options: KeyCheckOptions = {}): Promise<KeyCheck> {
    const { vault, keyring, tenant } = this.#platform;
    return this.#pass({ action: 'read', operation: 'keys verify', learners: [] }, () =>
      checkKeys({ vault, keyring, tenant, documents: this.#documents }, options),
    );
  }

  #pass<T>(about: Omit<KeyWork, 'actor' | 'collections'>, work: () => Promise<T>): Promise<T> {
    return this.#platform.keyGate.pass({ ...about, actor: this.#actor, collections: COLLECTIONS }, work);
  }
}
