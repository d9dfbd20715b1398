import { TOTP } from 'otpauth';
import type { AuthenticationEvent } from '../../src/accounts/sign-in/authentication-event.ts';
import type { SecondFactorDemand } from '../../src/accounts/sign-in/parts.ts';
import { ManualClock } from '../../src/std/clock.ts';
import { cheapPasswords, type TestAccount } from './accounts.ts';
import { type HttpAnswer, openTestService, type TestHttpService } from './http.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';

/** A service where everyone signs in, at a time of its own. */
export interface TestDoorway {
  readonly test: TestPlatform;
  readonly http: TestHttpService;
  readonly clock: ManualClock;
  /** The sign-ins of which a refresh token was shown again. */
  readonly reused: readonly string[];
  /** What became of every attempt to sign in. */
  readonly authentications: readonly AuthenticationEvent[];
  /** Posts below /v1/auth, every time from another network address: one may not ask so often. */
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>;
  signIn(account: Pick<TestAccount, 'email' | 'password'>, more?: object): Promise<HttpAnswer>;
  /** Signs in who has to set up a second factor first, and does. */
  enrol(account: Pick<TestAccount, 'email' | 'password'>, more?: object): Promise<Enrolled>;
  /** What an access token shows of the own account. */
  account(accessToken: string): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Somebody who is signed in with a second factor. */
export interface Enrolled {
  /** The sign-in, as it was answered. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON came
  readonly signedIn: any;
  readonly secret: string;
  readonly codes: readonly string[];
}

/** The code that an authenticator shows. */
export const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret }).generate({ timestamp: at.getTime() });

export const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });

export const SIGN_IN_REFUSED = { status: 401, body: { code: 'sign_in_failed' } };
export const TOKEN_REFUSED = { status: 401, body: { code: 'token_refused' } };

const ADDRESSES = 250;

export async function openDoorway(
  uri: string,
  secondFactor: SecondFactorDemand = 'staff',
): Promise<TestDoorway> {
  const clock = new ManualClock('2026-05-01T10:00:00Z');
  const reused: string[] = [];
  const authentications: AuthenticationEvent[] = [];
  const test = await openTestPlatform(uri, {
    clock,
    passwords: cheapPasswords(),
    secondFactor,
    onTokenReuse: ({ signIn }) => reused.push(signIn),
    onAuthentication: (event) => authentications.push(event),
  });
  const http = await openTestService(test.platform, {
    config: { host: '127.0.0.1', port: 0, signIn: 'required' },
  });
  let asked = 0;
  const post: TestDoorway['post'] = (path, body, headers = {}) =>
    http.ask('POST', `/v1/auth/${path}`, {
      ...(body !== undefined && { body }),
      headers,
      from: `192.0.2.${++asked % ADDRESSES}`,
    });
  return {
    ...{ test, http, clock, reused, authentications, post },
    signIn: ({ email, password }, more = {}) => post('sign-in', { email, password, ...more }),
    async enrol({ email, password }, more = {}) {
      const { enrolment_token } = (await post('sign-in', { email, password, ...more })).body;
      const { secret } = (await post('enrolment', { enrolment_token })).body;
      const confirmed = await post('enrolment/confirm', {
        enrolment_token,
        code: codeOf(secret, clock.now()),
      });
      return { signedIn: confirmed.body.signed_in, secret, codes: confirmed.body.recovery_codes };
    },
    account: (accessToken) => http.ask('GET', '/v1/auth/account', { headers: bearer(accessToken) }),
    async close() {
      await http.close();
      await test.close();
    },
  };
}
