import { answerOf, api, asLearner, from } from './request.ts';
import type { PreferencesChange, ProfileChange } from './types.ts';

/** The body of a merge patch (RFC 7396), named as such. */
const patch = <T>(body: T) => ({ body, headers: { 'Content-Type': 'application/merge-patch+json' } });

function init<T>(id: string, change: T) {
  const { headers, ...rest } = from(asLearner(id));
  const { body, headers: type } = patch(change);
  return { params: { path: { user_id: id } }, body, ...rest, headers: { ...headers, ...type } };
}

/** Changes what is given, leaves the rest; null takes away. */
export const changeProfile = (id: string, change: ProfileChange) =>
  answerOf(api.PATCH('/v1/learners/{user_id}/profile', init(id, change)));

export const changePreferences = (id: string, change: PreferencesChange) =>
  answerOf(api.PATCH('/v1/learners/{user_id}/preferences', init(id, change)));
