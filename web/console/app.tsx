import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createQueryClient } from './api/query-client.ts';
import { Gate } from './desk/Gate.tsx';
import { PageFailure } from './ui/PageFailure.tsx';

/** Values for scripts only: every colour on the screen is a variable in `ui/look/tokens.css`. */
const theme = createTheme({
  primaryColor: 'green',
  cursorType: 'pointer',
  defaultRadius: 'md',
  respectReducedMotion: true,
});

const queryClient = createQueryClient();

/** One root: which part of the desk is shown is read from the address (`view.ts`). */
const root = createRootRoute({ component: Gate, notFoundComponent: Gate, errorComponent: () => <PageFailure /> });
const router = createRouter({ routeTree: root, basepath: '/console' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/**
 * Mantine writes no style element here (variables and classes come from our style sheets), so that the page runs under
 * `style-src 'self'`.
 */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} defaultColorScheme="dark" withCssVariables={false} withGlobalClasses={false}>
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
