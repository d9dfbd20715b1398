import { ERRORS } from '../../errors/table.ts';
import { ACTOR_HEADER } from '../caller.ts';
import { errorsOf, type Route, TAGS } from '../route.ts';
import { escaped, page, prose } from './page.ts';
import { schemaView, typeView } from './schema-view.ts';

type Json = Readonly<Record<string, unknown>>;

/** The API as a person reads it, from the same table as the OpenAPI document. */
export function apiPage(routes: readonly Route[], schemas: Json, version: string): string {
  const tags = (Object.keys(TAGS) as (keyof typeof TAGS)[]).map((tag) => ({
    tag,
    those: routes.filter((route) => route.tag === tag),
  }));
  return page({
    title: 'API',
    aside: `<nav aria-label="Operations">
${tags
  .map(
    ({ tag, those }) => `<a class="part" href="#tag-${tag}">${escaped(tag)}</a>
<ul>${those.map((route) => `<li><a href="#${route.operationId}">${prose(route.summary)}</a></li>`).join('')}</ul>`,
  )
  .join('\n')}
<a class="part" href="#schemas">schemas</a>
<a class="part" href="#errors">errors</a>
<a class="part" href="/openapi.json">OpenAPI document</a>
</nav>`,
    main: `<h1>The MasterX API <span class="quiet">${escaped(version)}</span></h1>
<p>The header <code>${ACTOR_HEADER}</code> says who asks: <code>operator</code>, which is assumed where it is missing, or
<code>learner:&lt;user_id&gt;</code>, where nobody has to sign in. Elsewhere an access token from <code>/v1/auth/sign-in</code> does, as
<code>Authorization: Bearer</code>; where there is one, the header must not be. Bodies are JSON, instants are RFC 3339 texts of the years 1970 to 2099. A list answers <code>items</code> and <code>next_cursor</code>; give the latter as
<code>cursor</code> to read on. For machines there is <a href="/openapi.json">the OpenAPI document</a>.</p>
${tags.map(({ tag, those }) => tagView(tag, those)).join('\n')}
<h2 id="schemas">Schemas</h2>
${Object.entries(schemas)
  .map(([name, schema]) => componentView(name, schema as Json))
  .join('\n')}
<h2 id="errors">Errors</h2>
<p>Every error is answered as <a href="#schema-Problem">a problem</a> (RFC 9457) with one of these codes.</p>
<div class="wide"><table>
<thead><tr><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${Object.entries(ERRORS)
  .map(
    ([code, { status, title }]) =>
      `<tr><td>${status}</td><th scope="row"><a href="/problems/${code}"><code>${code}</code></a></th><td>${prose(title)}</td></tr>`,
  )
  .join('\n')}
</tbody></table></div>`,
  });
}

function tagView(tag: keyof typeof TAGS, routes: readonly Route[]): string {
  return `<section aria-labelledby="tag-${tag}">
<h2 id="tag-${tag}">${escaped(tag)}</h2>
<p class="quiet">${prose(TAGS[tag])}</p>
${routes.map(operationView).join('\n')}
</section>`;
}

function operationView(route: Route): string {
  const { operationId, method, path, summary, description, params, query, body, bodyOptional, answers } =
    route;
  // The id stands inside, so that a link to it opens what it leads to.
  return `<details>
<summary><span class="method ${method}">${method}</span> <code>${escaped(path)}</code><br>${prose(summary)}</summary>
<div id="${operationId}">
${description ? `<p>${prose(description)}</p>` : ''}
${parametersView('In the path', params as Json)}
${parametersView('In the query', query as Json)}
${body ? `<h3>Body${bodyOptional ? ' (may be left out)' : ''}</h3>${schemaView(body as Json)}` : ''}
${Object.entries(answers)
  .map(
    ([status, answer]) =>
      `<h3>${status}: ${prose(answer.description)}</h3>${answer.schema ? schemaView(answer.schema as Json) : ''}`,
  )
  .join('\n')}
<h3>Errors</h3>
<p>${[...errorsOf(route)]
    .sort((a, b) => ERRORS[a].status - ERRORS[b].status)
    .map((code) => `${ERRORS[code].status} <a href="/problems/${code}"><code>${code}</code></a>`)
    .join(', ')}</p>
</div>
</details>`;
}

function parametersView(title: string, schema: Json): string {
  const hasAny = Object.keys((schema['properties'] ?? {}) as object).length > 0;
  return hasAny ? `<h3>${title}</h3>${schemaView(schema)}` : '';
}

function componentView(name: string, schema: Json): string {
  const { description } = schema;
  return `<details>
<summary><code>${name}</code></summary>
<div id="schema-${name}">
${typeof description === 'string' ? `<p>${prose(description)}</p>` : ''}
${'properties' in schema ? schemaView(schema) : `<p>${typeView(schema)}</p>`}
</div>
</details>`;
}
