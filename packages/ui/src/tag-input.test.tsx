import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { TagInput, type TagInputProps } from './tag-input.tsx';

function renderTags(initial: string[], rest: Partial<TagInputProps> = {}): () => string[] {
  let latest = initial;
  render(
    <Host
      initial={initial}
      rest={rest}
      onRender={(values) => {
        latest = values;
      }}
    />,
  );
  return () => latest;
}

interface HostProps {
  initial: string[];
  rest: Partial<TagInputProps>;
  onRender: (values: string[]) => void;
}

function Host({ initial, rest, onRender }: HostProps): ReactNode {
  const [values, setValues] = useState(initial);
  onRender(values);
  return <TagInput aria-label="Topics" values={values} onValuesChange={setValues} {...rest} />;
}

afterEach(cleanup);

describe('TagInput', () => {
  it('adds with Enter, comma and on leaving', async () => {
    const user = userEvent.setup();
    const tags = renderTags([]);
    await user.type(screen.getByLabelText('Topics'), ' one {Enter}two,three');
    await user.tab();
    expect(tags()).toEqual(['one', 'two', 'three']);
  });

  it('splits a pasted list and leaves out repetitions', async () => {
    const user = userEvent.setup();
    const tags = renderTags(['b']);
    await user.click(screen.getByLabelText('Topics'));
    await user.paste('a, b;c\n');
    expect(tags()).toEqual(['b', 'a', 'c']);
  });

  it('removes the last with Backspace only when nothing is typed', async () => {
    const user = userEvent.setup();
    const tags = renderTags(['a', 'b']);
    await user.type(screen.getByLabelText('Topics'), 'x{Backspace}');
    expect(tags()).toEqual(['a', 'b']);
    await user.keyboard('{Backspace}');
    expect(tags()).toEqual(['a']);
  });

  it('removes the one whose button is pressed', async () => {
    const user = userEvent.setup();
    const tags = renderTags(['a', 'b', 'c']);
    await user.click(screen.getByRole('button', { name: 'Remove b' }));
    expect(tags()).toEqual(['a', 'c']);
  });

  it('says why a tag is refused and keeps the text', async () => {
    const user = userEvent.setup();
    const tags = renderTags([], { validate: (tag) => (tag.includes(' ') ? 'One word only' : undefined) });
    await user.type(screen.getByLabelText('Topics'), 'two words{Enter}');
    expect(tags()).toEqual([]);
    expect(screen.getByRole('alert').textContent).toBe('One word only');
    expect(screen.getByDisplayValue('two words')).toBeTruthy();
  });

  it('stops at the limit', async () => {
    const user = userEvent.setup();
    const tags = renderTags(['a'], { maxTags: 2 });
    await user.type(screen.getByLabelText('Topics'), 'b{Enter}c{Enter}');
    expect(tags()).toEqual(['a', 'b']);
  });
});
