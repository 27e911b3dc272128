import type { ModelTool } from '@agentforge/plugin-kit/model';
import { propertiesOf } from './fill-arguments.ts';
import { bestMatch, stemsOf } from './words.ts';

/** A tool with the stems of its words, read once per request. */
export interface IndexedTool {
  tool: ModelTool;
  name: Set<string>;
  description: Set<string>;
  fields: Set<string>;
  /** Has a text search over documents or the web. */
  isSource: boolean;
  /** Looks into the agent's own documents. */
  isKnowledge: boolean;
  /** Changes something in the world, by its name. */
  isWriting: boolean;
}

const knowledge = /knowledge|document|\bdocs?\b|faq|handbook|manual|polic(?:y|ies)|retriev|\bwiki\b|passages/i;
const web = /web|internet|google|bing|news/i;
const writing =
  /\b(?:create|add|new|open|update|edit|change|set|delete|remove|cancel|refund|send|post|pay|transfer|book|reserve|order|buy|approve|submit|write|escalate|notify|schedule|close|assign)\b/i;
const reading =
  /^(?:get|find|list|search|look ?up|check|read|fetch|show|view|track|query|retrieve|status)\b|\b(?:status|lookup|search|details|info|history)\b/i;

/** Reads the words of a tool's name, description and parameters. */
export function indexTool(tool: ModelTool): IndexedTool {
  const name = spaced(tool.name);
  const about = `${name} ${tool.description}`;
  const hasText = Object.keys(propertiesOf(tool.parameters)).some((field) =>
    /query|question|search|text|\bq\b/i.test(field),
  );
  return {
    tool,
    name: stemsOf(name),
    description: stemsOf(tool.description),
    fields: stemsOf(fieldText(tool)),
    isSource: hasText && (knowledge.test(about) || web.test(about)),
    isKnowledge: hasText && knowledge.test(name),
    isWriting: writing.test(name) && !reading.test(name),
  };
}

/** How rare a word is among the tools: 1 where at most one speaks of it. */
export function rarity(stem: string, all: readonly IndexedTool[]): number {
  const holding = all.filter(
    ({ name, description }) => bestMatch(stem, name) >= 0.7 || bestMatch(stem, description) >= 0.7,
  );
  return 1 / (1 + 0.25 * Math.max(0, Math.min(holding.length, 6) - 1));
}

function fieldText(tool: ModelTool): string {
  return Object.entries(propertiesOf(tool.parameters))
    .map(([name, property]) => {
      const description = typeof property.description === 'string' ? property.description : '';
      const members = Array.isArray(property.enum) ? property.enum.join(' ') : '';
      return `${spaced(name)} ${description} ${members}`;
    })
    .join(' ');
}

function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[-_.]/g, ' ');
}
