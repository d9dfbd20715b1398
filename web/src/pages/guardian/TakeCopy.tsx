import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { copyOf } from '../../api/guardians.ts';
import { ProblemNotice } from '../../parts/ProblemNotice.tsx';

/** Everything that is kept of a child, as a file of one's own. */
export function TakeCopy({ userId }: { userId: string }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => copyOf(userId),
    onSuccess: (copy) => save(copy, `masterx-${userId}.jsonl`),
  });
  return (
    <>
      <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
        Take a copy
      </Button>
      {error && <ProblemNotice error={error} />}
    </>
  );
}

/** A link would be asked without the access token, which no address may hold. */
function save(copy: Blob, name: string): void {
  const url = URL.createObjectURL(copy);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
