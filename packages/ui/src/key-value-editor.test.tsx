import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { KeyValueEditor } from './key-value-editor.tsx';

function renderEditor(initial: Record<string, string>): () => Record<string, string> {
  let latest = initial;
  render(
    <Host
      initial={initial}
      onRender={(value) => {
        latest = value;
      }}
    />,
  );
  return () => latest;
}

interface HostProps {
  initial: Record<string, string>;
  onRender: (value: Record<string, string>) => void;
}

function Host({ initial, onRender }: HostProps): ReactNode {
  const [value, setValue] = useState(initial);
  onRender(value);
  return (
    <>
      <KeyValueEditor value={value} onValueChange={setValue} />
      <button type="button" onClick={() => setValue({ Reset: 'yes' })}>
        reset
      </button>
    </>
  );
}

const names = () => screen.getAllByLabelText('Name');
const nameAt = (position: number): HTMLElement => {
  const field = names()[position];
  if (!field) throw new Error(`There is no row ${position}`);
  return field;
};

afterEach(cleanup);

describe('KeyValueEditor', () => {
  it('reports a row once it has a name', async () => {
    const user = userEvent.setup();
    const value = renderEditor({});
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await user.type(screen.getByLabelText(/^Value/), 'json');
    expect(value()).toEqual({});
    await user.type(nameAt(0), 'Accept');
    expect(value()).toEqual({ Accept: 'json' });
  });

  it('keeps a half-written repetition on screen, marks it and does not report it', async () => {
    const user = userEvent.setup();
    const value = renderEditor({ a: '1', ab: '2' });
    await user.type(nameAt(1), '{Backspace}');
    expect(value()).toEqual({ a: '1' });
    expect(names()).toHaveLength(2);
    expect(nameAt(1).getAttribute('aria-invalid')).toBe('true');
    expect(nameAt(0).getAttribute('aria-invalid')).toBeNull();
    await user.type(nameAt(1), 'c');
    expect(value()).toEqual({ a: '1', ac: '2' });
  });

  it('removes a row', async () => {
    const user = userEvent.setup();
    const value = renderEditor({ a: '1', b: '2' });
    await user.click(screen.getByRole('button', { name: 'Remove a' }));
    expect(value()).toEqual({ b: '2' });
  });

  it('takes a value that comes from outside', async () => {
    const user = userEvent.setup();
    renderEditor({ a: '1' });
    await user.click(screen.getByRole('button', { name: 'reset' }));
    expect(screen.getByDisplayValue('Reset')).toBeTruthy();
    expect(names()).toHaveLength(1);
  });
});
