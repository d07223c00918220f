import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SecondsField } from './SecondsField.tsx';

test('an emptied field stays empty until something is typed; the saved value is within the bounds', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const page = document.body.appendChild(document.createElement('div'));
  const root = createRoot(page);
  onTestFinished(() => {
    act(() => root.unmount());
    page.remove();
    vi.unstubAllGlobals();
  });
  const onChange = vi.fn();
  act(() =>
    root.render(
      <MantineProvider>
        <SecondsField label="s" value={120} min={30} max={600} onChange={onChange} />
      </MantineProvider>,
    ),
  );
  const field = page.querySelector('input') as HTMLInputElement;
  const type = (text: string): void =>
    act(() => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  type('');
  expect(field.value).toBe('');
  expect(onChange).not.toHaveBeenCalled();
  type('1');
  expect(field.value).toBe('1');
  expect(onChange).toHaveBeenLastCalledWith(30);
  type('150');
  expect(field.value).toBe('150');
  expect(onChange).toHaveBeenLastCalledWith(150);
});
