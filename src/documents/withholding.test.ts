import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from '../../test/support/arbitrary-documents.ts';
import { withLeaves } from '../../test/support/leaves.ts';
import { validatorOf } from '../derive/validator.ts';
import { SCHEMA } from '../schema/schema.ts';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
import { ConsentViews } from './consent-views.ts';
import { withheld } from './withholding.ts';

const WITH_CONSENTS = Object.values(SCHEMA.collections).filter(
  (collection) => collection.owner !== null && new ConsentViews(collection).consents.length > 0,
);

describe.each(WITH_CONSENTS.map((collection) => [collection.name, collection] as const))(
  'without a consent, a document of %s',
  (_, collection) => {
    const views = new ConsentViews(collection);
    const fits = validatorOf(collection.root);
    const missing = fc.subarray(Object.keys(CONSENTS), { minLength: 1 });

    it('still fits, holds nothing behind it, and is otherwise as it was', () => {
      fc.assert(
        fc.property(arbitraryDocument(collection), missing, (document, names) => {
          const allowed = Object.fromEntries(
            Object.keys(CONSENTS).map((name) => [name, !names.includes(name)]),
          );
          if (!views.admits(allowed)) return;
          const left = withheld(document, views.of(allowed));
          expect(fits.violations(left)).toEqual([]);
          withLeaves(collection.root, left, (field, value) => {
            const { consent } = field.facts;
            const isHeld = consent !== null && names.includes(consent);
            if (isHeld) expect([field.path, value]).toEqual([field.path, null]);
            return value;
          });
          expect(withheld(left, views.of(allowed))).toEqual(left);
        }),
        { numRuns: 25 },
      );
    });
  },
);
