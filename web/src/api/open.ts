import createClient from 'openapi-fetch';
import type { paths } from './description.ts';
import { ApiProblem, UNREACHABLE } from './problem.ts';

/** The API for whoever is not signed in: nothing of it carries a token. @throws ApiProblem where nothing answers */
export const open = createClient<paths>({
  fetch: (request) =>
    fetch(request).catch(() => {
      throw new ApiProblem(UNREACHABLE);
    }),
});
