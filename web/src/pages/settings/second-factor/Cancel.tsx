import { Button } from '@mantine/core';

export function Cancel({ onCancel }: { onCancel: () => void }) {
  return (
    <Button variant="subtle" onClick={onCancel}>
      Not now
    </Button>
  );
}
