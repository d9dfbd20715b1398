import { type Chapter, met, notApplicable } from './requirement.ts';

/** Answers that pass none of the hooks that set headers. */

/** V3: web frontend security. */
export const FRONTEND: Chapter = {
  number: 3,
  title: 'Web Frontend Security',
  requirements: [
    met('3.2.1', 1, 'Browsers do not render an answer in the wrong context.', [
      'src/http/guard.ts',
      'src/http/own-names.test.ts',
      'src/http/protocol.int.test.ts',
    ]),
    met(
      '3.2.2',
      1,
      'Text is shown as text, never as HTML.',
      ['web/src/main.tsx', 'web/src/pages/session/InteractionItem.tsx'],
      'React escapes; no page sets HTML.',
    ),
    met(
      '3.3.1',
      1,
      'Cookies are Secure and have a securing prefix.',
      ['src/http/refresh-cookie.ts', 'src/http/sign-in-goes-on.int.test.ts'],
      'Without TLS, which is for loopback only, the cookie has neither.',
    ),
    met('3.3.2', 2, 'Cookies set SameSite by their purpose.', [
      'src/http/refresh-cookie.ts',
      'src/http/sign-in-goes-on.int.test.ts',
    ]),
    met(
      '3.3.3',
      2,
      'Cookies not shared between hosts are named __Host-.',
      ['src/http/refresh-cookie.ts', 'src/http/sign-in-goes-on.int.test.ts'],
      'Over TLS. On loopback in plain text, where browsers refuse the prefix, it has none.',
    ),
    met('3.3.4', 2, 'Session cookies are HttpOnly and sent by Set-Cookie alone.', [
      'src/http/refresh-cookie.ts',
      'src/http/sign-in-goes-on.int.test.ts',
    ]),
    met(
      '3.4.1',
      1,
      'HSTS on all answers, a year, subdomains too.',
      ['src/http/security-headers.ts', 'src/http/answer-headers.int.test.ts', 'src/http/tls.int.test.ts'],
      'Of the public names, on every answer over TLS; on plain HTTP RFC 6797 forbids it.',
    ),
    met(
      '3.4.2',
      1,
      'CORS allows fixed or listed origins only.',
      ['src/http/own-names.ts', 'src/http/own-names.test.ts'],
      'No other origin is allowed: no answer has a CORS header.',
    ),
    met(
      '3.4.3',
      2,
      'A content security policy on every answer.',
      ['src/http/security-headers.ts', 'src/http/answer-headers.int.test.ts'],
      'Also on what no route answers: no HTTP, headers too long, a path that cannot be decoded, a service that is ending.',
    ),
    met(
      '3.4.4',
      2,
      'X-Content-Type-Options: nosniff on all answers.',
      ['src/http/security-headers.ts', 'src/http/answer-headers.int.test.ts'],
      'Also on what no route answers: no HTTP, headers too long, a path that cannot be decoded, a service that is ending.',
    ),
    met('3.4.5', 2, 'A referrer policy keeps addresses from others.', [
      'src/http/security-headers.ts',
      'src/http/protocol.int.test.ts',
    ]),
    met(
      '3.4.6',
      2,
      'frame-ancestors keeps others from embedding.',
      ['src/http/security-headers.ts', 'src/http/answer-headers.int.test.ts'],
      'Also on what no route answers: no HTTP, headers too long, a path that cannot be decoded, a service that is ending.',
    ),
    met('3.5.1', 1, 'Requests of other origins are refused without relying on preflight.', [
      'src/http/own-names.ts',
      'src/http/own-names.test.ts',
      'src/http/sign-in-goes-on.int.test.ts',
    ]),
    met(
      '3.5.2',
      1,
      'Nothing sensitive passes that avoids a preflight.',
      ['src/http/own-names.test.ts', 'src/http/body-parsers.ts'],
      'Origin and Sec-Fetch-Site are checked whatever the content type.',
    ),
    met('3.5.3', 1, 'Sensitive requests do not use safe methods.', [
      'src/http/openapi.test.ts',
      'src/http/own-names.ts',
    ]),
    met(
      '3.5.4',
      2,
      'Separate applications have separate host names.',
      ['src/http/tls.int.test.ts', 'src/http/own-names.ts'],
      'There is one application; it answers its own names only.',
    ),
    met(
      '3.5.5',
      2,
      'Messages of untrusted origins are discarded.',
      ['web/src/sign-in/here.ts', 'test/browser/sign-in-keeper.test.ts'],
      'postMessage between windows is not used; BroadcastChannel is of one origin.',
    ),
    met('3.7.1', 2, 'Only client technologies that are still supported.', [
      'web/src/main.tsx',
      'package-lock.json',
    ]),
    notApplicable(
      '3.7.2',
      2,
      'Redirects to other hosts go to listed ones only.',
      'No answer leads to another host; plain HTTP leads to the own name.',
    ),
  ],
};
