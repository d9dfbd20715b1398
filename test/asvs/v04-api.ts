import { type Chapter, met, notApplicable } from './requirement.ts';

const NO_GRAPHQL = 'There is no GraphQL; queries are declared by name and bounded.';
const NO_WEBSOCKET = 'There are no WebSockets.';

/** V4: API and web service. */
export const API: Chapter = {
  number: 4,
  title: 'API and Web Service',
  requirements: [
    met(
      '4.1.1',
      1,
      'Content-Type fits the content and names the charset.',
      ['src/http/serving.ts', 'src/http/protocol.int.test.ts', 'src/http/web-app.ts'],
      'Problems are application/problem+json, of which UTF-8 is the only encoding.',
    ),
    met('4.1.2', 2, 'Only pages are led from HTTP to HTTPS.', [
      'src/http/redirect.ts',
      'src/http/tls.int.test.ts',
    ]),
    met(
      '4.1.3',
      2,
      'Headers set by proxies cannot be set by callers.',
      ['src/http/service.ts', 'src/http/protocol.int.test.ts'],
      'X-Forwarded-For counts from listed proxies only.',
    ),
    met(
      '4.2.1',
      2,
      'Message boundaries leave no room for smuggling.',
      ['src/http/listener.ts', 'src/http/socket.int.test.ts', 'src/http/client-error.ts'],
      'Node’s strict parser of HTTP/1.1; HTTP/2 is not spoken.',
    ),
    notApplicable('4.3.1', 2, 'GraphQL queries are bounded in depth and cost.', NO_GRAPHQL),
    notApplicable('4.3.2', 2, 'No GraphQL introspection in production.', NO_GRAPHQL),
    notApplicable('4.4.1', 1, 'WebSockets over TLS only.', NO_WEBSOCKET),
    notApplicable('4.4.2', 2, 'Check Origin in WebSocket handshakes.', NO_WEBSOCKET),
    notApplicable('4.4.3', 2, 'Dedicated WebSocket tokens follow session rules.', NO_WEBSOCKET),
    notApplicable('4.4.4', 2, 'WebSocket tokens come from the authenticated session.', NO_WEBSOCKET),
  ],
};
