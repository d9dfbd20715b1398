import { expect, it } from 'vitest';
import { SCHEMA } from '../schema/schema.ts';
import { eachField } from '../schema/walk.ts';
import { exportPlan } from './export-plan.ts';

const plan = exportPlan(SCHEMA);

it('covers every field declared for export of every collection that belongs to a learner, and no other', () => {
  const isWithin = (path: string, part: string) =>
    path === part || /^(?:\.|\[\]|\{\})/.test(path.slice(part.length));
  for (const { name, owner, root } of Object.values(SCHEMA.collections)) {
    const place = plan.find(({ collection }) => collection === name);
    for (const { path, facts } of eachField(root)) {
      const exported = place?.paths.some((part) => path.startsWith(part) && isWithin(path, part)) ?? false;
      const around = place?.paths.some((part) => part.startsWith(path)) ?? false;
      if (!around || exported)
        expect([name, path, exported]).toEqual([name, path, owner !== null && facts.export]);
    }
  }
});

it('leaves out what is not for the person', () => {
  const users = plan.find(({ collection }) => collection === 'users');
  expect(users?.owner).toBe('user_id');
  expect(users?.omitted).toContain('password_hash');
  expect(plan.map(({ collection }) => collection)).not.toContain('audit_blocks');
});
