import { describe, expect, it } from 'vitest';
import { generatePassword, passwordStrength } from './password-strength.ts';

describe('passwordStrength', () => {
  it('wants ten characters first', () => {
    expect(passwordStrength('aZ9!aZ9!x')).toBe(0);
  });

  it.each(['password12', 'aaaaaaaaaaaaaaaa', 'abcdefghijklmnop', '1234567890'])(
    'calls %s easy to guess',
    (password) => {
      expect(passwordStrength(password)).toBe(1);
    },
  );

  it('does not count the person’s own data', () => {
    expect(passwordStrength('mara-lindqvist-77')).toBeGreaterThan(2);
    expect(passwordStrength('mara-lindqvist-77', ['mara.lindqvist@example.test'])).toBeLessThan(3);
  });

  it('calls a few unrelated words strong', () => {
    expect(passwordStrength('violet-harbour-tundra')).toBe(4);
  });
});

describe('generatePassword', () => {
  it('makes strong passwords that differ', () => {
    const made = Array.from({ length: 20 }, generatePassword);
    expect(new Set(made).size).toBe(20);
    for (const password of made) {
      expect(password).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{5}-){3}[a-km-zA-HJ-NP-Z2-9]{5}$/);
      expect(passwordStrength(password)).toBe(4);
    }
  });
});
