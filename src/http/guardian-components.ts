import Type from 'typebox';
import { CONSENTS } from '../schema/vocabulary/consents.ts';
import { GUARDIAN_METHOD_NAMES } from '../schema/vocabulary/guardian-methods.ts';
import { DOCUMENTS, instant, schemaAt } from './shapes.ts';

const CLOSED = { additionalProperties: false };
const request = DOCUMENTS['GuardianRequestDocument'];
const nullable = (schema: Parameters<typeof Type.Union>[0][number], description: string) =>
  Type.Union([schema, Type.Null()], { description });
const method = Type.Enum([...GUARDIAN_METHOD_NAMES], { description: 'How the consent is verified.' });

/** A yes or a no for each class of use. */
const decided = Type.Array(
  Type.Object({ consent: Type.Enum(Object.keys(CONSENTS)), given: Type.Boolean() }, CLOSED),
  { description: 'Each class of use, decided apart.' },
);

/** What guardians see, for the components of the OpenAPI document. */
export const GUARDIAN_COMPONENTS = {
  GuardianRequest: Type.Object(
    {
      request_id: Type.String(),
      first_name: nullable(Type.String(), "The child's first name, where it was given."),
      status: Type.Unsafe(schemaAt(request, 'status')),
      method: nullable(method, 'Null before the guardian agreed.'),
      consents: decided,
      expires_at: instant('When everything of the request goes unless it goes on.'),
    },
    { ...CLOSED, description: "A child's request to its guardian, and how far it has come." },
  ),
  GuardianNotice: Type.Object(
    {
      text_version: Type.String({ description: 'To be named with every consent.' }),
      paragraphs: Type.Array(Type.String()),
      consents: Type.Array(
        Type.Object(
          {
            consent: Type.Enum(Object.keys(CONSENTS)),
            description: Type.String(),
            discloses: Type.Boolean({ description: 'Others come to know of the child by it.' }),
          },
          CLOSED,
        ),
        { description: 'What is decided about, each apart; nothing is given beforehand.' },
      ),
      methods: Type.Array(
        Type.Object(
          {
            method,
            description: Type.String(),
            covers_disclosure: Type.Boolean({
              description: 'Whether consents that disclose can be given by it.',
            }),
          },
          CLOSED,
        ),
      ),
    },
    { ...CLOSED, description: 'What guardians are told and asked, before they agree.' },
  ),
  Ward: Type.Object(
    {
      user_id: Type.String(),
      name: nullable(Type.String(), 'Display name.'),
      age: nullable(Type.Integer(), 'Age in whole years when it was recorded.'),
      country: nullable(Type.String(), 'ISO 3166-1 alpha-2.'),
      account_status: Type.Unsafe(schemaAt(DOCUMENTS['UserDocument'], 'account_status')),
      method,
      text_version: Type.String({ description: 'Version of the texts that were agreed to at first.' }),
      verified_at: instant('When the consent was verified.'),
      hand_over_at: instant('When the learner decides alone, and the guardian sees nothing any more.'),
      consents: decided,
      deletion_due_at: nullable(instant('When everything is gone.'), 'Null unless deletion was asked for.'),
    },
    { ...CLOSED, description: "A learner, as the learner's guardian sees them." },
  ),
};
