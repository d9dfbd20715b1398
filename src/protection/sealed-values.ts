import { Binary } from 'mongodb';
import type { ProtectionPlan, StorageStep } from '../derive/protection-plan.ts';
import { dataKeyIdOf } from './envelope.ts';
import type { Fields } from './sealer.ts';

/** The names at the top of a stored document under which there is ciphertext. */
export function sealedNames({ steps, envelopes }: ProtectionPlan): string[] {
  return [...steps.filter(seals).map(({ name }) => name), ...envelopes.map(({ name }) => name)];
}

/** The data-key ids of every envelope of a stored document. */
export function* keyIdsOf(plan: ProtectionPlan, stored: Fields): Generator<Buffer> {
  for (const step of plan.steps) yield* inside(step, stored[step.name]);
  for (const { name } of plan.envelopes) yield* ofEnvelope(stored[name]);
}

/** The data-key ids of every envelope of an element of a growing list. */
export function* keyIdsOfElement(plan: ProtectionPlan, list: string, element: unknown): Generator<Buffer> {
  const step = plan.lists[list];
  if (step) yield* inside(step.element, element);
}

/** Whether elements of a growing list hold ciphertext. */
export function sealsElements(plan: ProtectionPlan, list: string): boolean {
  const step = plan.lists[list];
  return step ? seals(step) : false;
}

function seals(step: StorageStep): boolean {
  switch (step.step) {
    case 'seal':
      return true;
    case 'group':
      return step.inside.some(seals);
    case 'list':
      return seals(step.element);
    case 'record':
      return seals(step.value);
    default:
      return false;
  }
}

function* inside(step: StorageStep, value: unknown): Generator<Buffer> {
  if (value === undefined || value === null) return;
  switch (step.step) {
    case 'seal':
      yield* ofEnvelope(value);
      break;
    case 'group':
      for (const child of step.inside) yield* inside(child, (value as Fields)[child.name]);
      break;
    case 'list':
      for (const element of value as readonly unknown[]) yield* inside(step.element, element);
      break;
    case 'record':
      for (const one of Object.values(value as Fields)) yield* inside(step.value, one);
      break;
    default:
  }
}

function* ofEnvelope(value: unknown): Generator<Buffer> {
  if (value instanceof Binary) yield dataKeyIdOf(value.buffer.subarray(0, value.position));
}
