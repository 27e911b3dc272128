import { z } from 'zod';

/** What every plug-in says of itself. The catalogue entry, the settings form and the docs row come from it. */
export interface PluginManifest {
  /** Stable key, also its folder name: `api`, `openai-compatible`. */
  type: string;
  name: string;
  /** One sentence a person who cannot code understands. */
  description: string;
  /** A lucide icon name. */
  icon: string;
}

/** Hints for drawing a config field; they travel inside the JSON Schema of the config. */
export interface FieldHints {
  title: string;
  description?: string;
  /** Write-only: stored sealed, shown as `***last4`, kept when the field is left out of an update. */
  secret?: boolean;
  widget?: 'text' | 'textarea' | 'url' | 'number' | 'switch' | 'select' | 'key-values' | 'parameters';
  placeholder?: string;
  /** Shown under "Advanced". */
  advanced?: boolean;
  /** Show only when another field has one of these values. */
  visibleWhen?: { field: string; in: readonly string[] };
}

/** Attaches form hints to a zod field: `field(z.string(), { title: 'Base URL' })`. */
export function field<T extends z.ZodType>(schema: T, hints: FieldHints): T {
  return schema.meta({ ...hints });
}

/** A write-only string field. */
export function secretField(hints: Omit<FieldHints, 'secret'>): z.ZodOptional<z.ZodString> {
  return z
    .string()
    .max(8192)
    .optional()
    .meta({ ...hints, secret: true });
}

/** Names of the top-level config fields that hold secrets. */
export function secretFieldsOf(config: z.ZodObject): string[] {
  return Object.entries(config.shape)
    .filter(([, schema]) => schema instanceof z.ZodType && schema.meta()?.['secret'] === true)
    .map(([name]) => name);
}

/** The config's JSON Schema with form hints, for `GET /tool-types` and `GET /llm-provider-types`. */
export function configJsonSchema(config: z.ZodObject): Record<string, unknown> {
  return z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' });
}
