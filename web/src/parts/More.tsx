import { Button } from '@mantine/core';

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  children: string;
}

/** The next page of a list, if there is one. */
export function More({ query, children }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      mt="lg"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {children}
    </Button>
  );
}
