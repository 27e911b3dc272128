import { customModel } from '@agentforge/contracts/models/schemas';
import { describe, expect, it } from 'vitest';
import { modelsOf, newRow, problemsOf, rowsOf } from './own-models.ts';

const saved = customModel.parse({
  model: 'large',
  context_window: 128_000,
  price: { input: 1.5, output: 6, cached_input: 0.15 },
  retires_on: '2027-01-31',
  successor: 'larger',
  capabilities: { tools: true },
});

describe('own models', () => {
  it('keeps what the form does not show', () => {
    expect(modelsOf(rowsOf([saved]))).toEqual([saved]);
  });

  it('reads an empty field as not known', () => {
    const [row] = rowsOf([saved]);
    if (!row) throw new Error('no row');
    const emptied = { ...row, context: ' ', priceIn: '', priceOut: '', retires: '' };
    expect(problemsOf(emptied, [emptied])).toEqual({});
    expect(modelsOf([emptied])).toMatchObject([{ context_window: null, price: null, retires_on: null }]);
  });

  it('sends what the server accepts', () => {
    const row = { ...newRow(), model: ' small ', output: '4096', priceIn: '0', priceOut: '0.4' };
    expect(problemsOf(row, [row])).toEqual({});
    expect(modelsOf([row]).map((model) => customModel.parse(model))).toMatchObject([
      { model: 'small', max_output_tokens: 4096, price: { input: 0, output: 0.4, cached_input: null } },
    ]);
  });

  it('says what is wrong with a field', () => {
    const first = { ...newRow(), model: 'small' };
    const second = { ...newRow(), model: 'small', context: '1.5', output: '0', priceIn: '-1' };
    const rows = [first, second];
    expect(problemsOf(second, rows)).toEqual({
      model: 'twice',
      context: 'whole',
      output: 'whole',
      priceIn: 'amount',
      priceOut: 'bothPrices',
    });
    expect(problemsOf({ ...first, model: '' }, rows).model).toBe('missing');
    expect(problemsOf({ ...first, model: 'a b' }, rows).model).toBe('spaces');
  });
});
