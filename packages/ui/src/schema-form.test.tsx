import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SchemaForm } from './schema-form.tsx';
import { schemaDefaults, schemaValueToSend } from './schema-values.tsx';

const schema = {
  type: 'object',
  required: ['base_url'],
  properties: {
    base_url: { type: 'string', title: 'Base URL', widget: 'url' },
    auth_type: { type: 'string', enum: ['none', 'bearer'], default: 'none', title: 'Sign-in' },
    token: { type: 'string', title: 'Token', secret: true, visibleWhen: { field: 'auth_type', in: ['bearer'] } },
    retries: { type: 'integer', title: 'Retries', minimum: 0, maximum: 5 },
    strict: { type: 'boolean', default: true, title: 'Strict' },
    topics: { type: 'array', items: { type: 'string' }, title: 'Topics' },
    headers: { type: 'object', additionalProperties: { type: 'string' }, title: 'Headers', default: {} },
    inputs: {
      type: 'array',
      title: 'Inputs',
      widget: 'parameters',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, location: { type: 'string', enum: ['query', 'body'] } },
      },
    },
    timeout_seconds: { type: 'number', default: 30, title: 'Timeout', advanced: true },
  },
};

type Value = Record<string, unknown>;

function renderForm(initial: Value, errors: Record<string, string> = {}): { latest: () => Value; send: () => Value } {
  let latest = initial;
  render(
    <Host
      initial={initial}
      errors={errors}
      onRender={(value) => {
        latest = value;
      }}
    />,
  );
  return { latest: () => latest, send: () => schemaValueToSend(schema, latest) };
}

interface HostProps {
  initial: Value;
  errors: Record<string, string>;
  onRender: (value: Value) => void;
}

function Host({ initial, errors, onRender }: HostProps): ReactNode {
  const [value, setValue] = useState(initial);
  onRender(value);
  return <SchemaForm schema={schema} value={value} onChange={setValue} errors={errors} />;
}

afterEach(cleanup);

describe('SchemaForm', () => {
  // jsdom has no layout; Radix only needs these to exist.
  beforeAll(() => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    );
    Element.prototype.scrollIntoView = () => undefined;
    Element.prototype.hasPointerCapture = () => false;
  });

  it('starts from the defaults', () => {
    expect(schemaDefaults(schema)).toEqual({
      auth_type: 'none',
      strict: true,
      topics: [],
      headers: {},
      inputs: [],
      timeout_seconds: 30,
    });
  });

  it('writes text, numbers and switches', async () => {
    const user = userEvent.setup();
    const form = renderForm(schemaDefaults(schema));
    await user.type(screen.getByLabelText(/Base URL/), 'https://x.test');
    await user.type(screen.getByLabelText('Retries'), '3');
    await user.click(screen.getByRole('switch', { name: 'Strict' }));
    expect(form.latest()).toMatchObject({ base_url: 'https://x.test', retries: 3, strict: false });
    await user.clear(screen.getByLabelText('Retries'));
    expect(form.latest()['retries']).toBeUndefined();
  });

  it('shows a field only when another has the value it waits for', async () => {
    const user = userEvent.setup();
    renderForm(schemaDefaults(schema));
    expect(screen.queryByLabelText('Token')).toBeNull();
    await user.click(screen.getByRole('combobox', { name: 'Sign-in' }));
    await user.click(await screen.findByRole('option', { name: 'Bearer' }));
    expect(screen.getByLabelText('Token')).toBeTruthy();
  });

  it('keeps a saved secret until it is replaced, and goes back', async () => {
    const user = userEvent.setup();
    const form = renderForm({ ...schemaDefaults(schema), auth_type: 'bearer', token: '***1234' });
    expect(screen.getByText('···1234')).toBeTruthy();
    expect(form.send()).not.toHaveProperty('token');
    await user.click(screen.getByRole('button', { name: /Token|Replace/ }));
    await user.type(screen.getByLabelText('Token'), 'new');
    expect(form.send()).toMatchObject({ token: 'new' });
    await user.click(screen.getByRole('button', { name: 'Keep saved value' }));
    expect(form.latest()['token']).toBe('***1234');
  });

  it('does not send hidden or empty fields', () => {
    const sent = schemaValueToSend(schema, { base_url: '', auth_type: 'none', token: 'left over', strict: false });
    expect(sent).toEqual({ auth_type: 'none', strict: false });
  });

  it('adds and edits parameter rows', async () => {
    const user = userEvent.setup();
    const form = renderForm(schemaDefaults(schema));
    await user.click(screen.getByRole('button', { name: 'Add parameter' }));
    const rows = within(screen.getByRole('group', { name: 'Inputs' }));
    await user.type(rows.getByLabelText('Name'), 'city');
    await user.click(rows.getByLabelText('Required'));
    expect(form.latest()['inputs']).toEqual([
      { name: 'city', description: '', data_type: 'string', required: false, location: 'query' },
    ]);
  });

  it('shows errors at their field, also in rows and in what is folded away', () => {
    renderForm(
      { ...schemaDefaults(schema), inputs: [{ name: 'a b' }] },
      { base_url: 'Not an address', 'inputs.0.name': 'No spaces', timeout_seconds: 'Too long' },
    );
    expect(screen.getByLabelText(/Base URL/).getAttribute('aria-invalid')).toBe('true');
    const name = within(screen.getByRole('group', { name: 'Inputs' })).getByLabelText('Name');
    expect(document.getElementById(name.getAttribute('aria-describedby') ?? '')?.textContent).toContain('No spaces');
    expect(screen.getByText('Too long')).toBeTruthy();
  });
});
