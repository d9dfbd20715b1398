import Type, { type TSchema } from 'typebox';
import { ACCOUNT_ROLES } from '../schema/vocabulary/roles.ts';
import { LIMITS } from '../std/limits.ts';
import { component, DOCUMENTS, instant, schemaAt } from './shapes.ts';

const CLOSED = { additionalProperties: false };

const signIn = DOCUMENTS['SignInDocument'];
const user = DOCUMENTS['UserDocument'];

const text = (description: string) => Type.String({ description });
const role = Type.Enum([...ACCOUNT_ROLES], { description: 'The role its tokens carry.' });
const roles = Type.Array(Type.Enum([...ACCOUNT_ROLES]), { description: 'What the account may act as.' });
const own = (...path: readonly string[]) => Type.Unsafe(schemaAt(user, ...path));
const ofSignIn = (...path: readonly string[]) => Type.Unsafe(schemaAt(signIn, ...path));

const recoveryCodes = Type.Array(Type.String(), { description: 'Each stands in for a code once.' });

const token = {
  token_type: Type.Literal('Bearer'),
  access_token: text('An access token (RFC 9068): the header `Authorization: Bearer …` of further requests.'),
  expires_in: Type.Integer({ maximum: LIMITS.accessTokenMsMax / 1000, description: 'Its life, in seconds.' }),
};

/** What signing in answers with, by the names in the OpenAPI document. */
export const SIGN_IN_COMPONENTS: Readonly<Record<string, TSchema>> = {
  SignedIn: Type.Object(
    {
      outcome: Type.Literal('signed_in'),
      user_id: own('user_id'),
      role,
      roles,
      sign_in_id: ofSignIn('sign_in_id'),
      ...token,
      expires_at: instant('When the access token is over.'),
      refresh_token: Type.Optional(text('Goes on with the sign-in, once; not in the mode `browser`.')),
      refresh_expires_at: instant('When the sign-in is over unless it is gone on with.'),
    },
    { ...CLOSED, description: 'Who is signed in.' },
  ),
  SecondFactorWanted: Type.Object(
    {
      outcome: Type.Literal('second_factor'),
      second_factor_token: text('Send it with a code to /v1/auth/second-factor.'),
      expires_at: instant('Until when.'),
      methods: Type.Array(Type.Enum(['totp', 'recovery_code'])),
    },
    { ...CLOSED, description: 'The password was right; a code is wanted as well.' },
  ),
  EnrolmentWanted: Type.Object(
    {
      outcome: Type.Literal('enrolment'),
      enrolment_token: text(
        'Send it to /v1/auth/enrolment; it sets up a second factor and does nothing else.',
      ),
      expires_at: instant('Until when.'),
    },
    {
      ...CLOSED,
      description: 'The password was right; the account has to set up a second factor before anything else.',
    },
  ),
  ServiceToken: Type.Object(
    { ...token, scope: text('The scopes it carries, separated by spaces.') },
    { ...CLOSED, description: 'RFC 6749 §5.1.' },
  ),
  SigningKeys: Type.Object(
    {
      keys: Type.Array(
        Type.Object(
          {
            kty: Type.Literal('OKP'),
            crv: Type.Literal('Ed25519'),
            x: text('The public key, base64url.'),
            kid: text('SHA-256 thumbprint (RFC 7638); tokens name it.'),
            use: Type.Literal('sig'),
            alg: Type.Literal('EdDSA'),
          },
          CLOSED,
        ),
      ),
    },
    { ...CLOSED, description: 'A JWK set.' },
  ),
  SignIn: Type.Object(
    {
      sign_in_id: ofSignIn('sign_in_id'),
      role,
      channel: ofSignIn('channel'),
      began_at: ofSignIn('began_at'),
      last_used_at: ofSignIn('last_used_at'),
      expires_at: ofSignIn('expires_at'),
      device: ofSignIn('device'),
      address: ofSignIn('address'),
      current: Type.Boolean({ description: 'Whether it is the one that asks.' }),
    },
    { ...CLOSED, description: 'A sign-in that goes on.' },
  ),
  OwnAccount: Type.Object(
    {
      user_id: own('user_id'),
      role,
      roles,
      email: own('email'),
      email_verified: own('email_verified'),
      name: own('profile', 'name'),
      last_login: own('last_login'),
      last_password_change: own('security', 'last_password_change'),
      two_factor_enabled: own('security', 'two_factor_enabled'),
      recovery_codes: Type.Integer({ minimum: 0, description: 'How many recovery codes are left.' }),
    },
    { ...CLOSED, description: 'Who is signed in.' },
  ),
  AuthenticatorSecret: Type.Object(
    {
      secret: text('Base32, for typing.'),
      uri: text('For a QR code that authenticator programs read.'),
    },
    CLOSED,
  ),
  Enrolled: Type.Object(
    { signed_in: component('SignedIn'), recovery_codes: recoveryCodes },
    { ...CLOSED, description: 'Who is signed in, and the recovery codes.' },
  ),
  RecoveryCodes: Type.Object({ recovery_codes: recoveryCodes }, CLOSED),
};
