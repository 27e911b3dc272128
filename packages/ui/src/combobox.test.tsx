import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Combobox } from './combobox.tsx';
import { Field } from './field.tsx';
import { MultiSelect } from './multi-select.tsx';

const nothing = () => undefined;

// jsdom lays nothing out.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
Element.prototype.scrollIntoView = nothing;
afterEach(cleanup);

const options = [{ value: 'a', label: 'Alpha' }];

it('names the list it opens by what is chosen, with or without a name of its own', async () => {
  const person = userEvent.setup();
  render(
    <>
      <Combobox aria-label="Model" options={options} onValueChange={nothing} />
      <Field label="Fallbacks">
        <MultiSelect options={options} values={[]} placeholder="Choose fallbacks" onValuesChange={nothing} />
      </Field>
    </>,
  );
  for (const [control, name] of [
    ['Model', 'Model'],
    ['Fallbacks', 'Choose fallbacks'],
  ] as const) {
    await person.click(screen.getByRole('combobox', { name: control }));
    expect(screen.getByRole('dialog', { name })).toBeTruthy();
    await person.keyboard('{Escape}');
  }
});
