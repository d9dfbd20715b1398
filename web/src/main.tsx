import './design/library.css';
import './design/tokens.css';
import './design/global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isFinal } from './api/problem.ts';
import { router } from './router.tsx';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => !isFinal(error) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
});

const themeStore = localStorageColorSchemeManager({ key: 'masterx-theme' });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html holds no element with the id root');

// The provider's own style elements stay off: the content policy allows none, and `design/` sets the same names.
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      defaultColorScheme="auto"
      colorSchemeManager={themeStore}
      withCssVariables={false}
      withGlobalClasses={false}
      theme={{ respectReducedMotion: true, cursorType: 'pointer' }}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
