import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from './api/query-client.ts';
import { AuthGate } from './shell/AuthGate.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { PageFailure } from './ui/PageFailure.tsx';

/** Only values that scripts need: every colour on the screen is a variable in `ui/styles/tokens.css`. */
const theme = createTheme({
  primaryColor: 'green',
  cursorType: 'pointer',
  defaultRadius: 'md',
  respectReducedMotion: true,
});

const queryClient = createQueryClient();

/**
 * The colour scheme follows the device until somebody chooses one in the menu. Mantine writes no style element here
 * (variables and classes come from our style sheets), so that the page runs under `style-src 'self'`.
 */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <ErrorBoundary fallback={<PageFailure />}>
          <AuthGate />
        </ErrorBoundary>
      </MantineProvider>
    </QueryClientProvider>
  );
}
