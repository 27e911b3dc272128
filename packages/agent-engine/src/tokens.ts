import type { ModelMessage, UserPart } from '@agentforge/plugin-kit/model';

const latinCharactersPerToken = 3.5;
/** What a picture or file costs when nobody can say: the upper end of what providers charge for one picture. */
const tokensPerAttachment = 1_600;
const tokensPerMessage = 4;

/**
 * An estimate without a tokenizer, meant to be high rather than low: 3.5 characters a token for Latin scripts, about 2
 * for other alphabets (Arabic, Cyrillic, Hindi), 1 for Chinese, Japanese and Korean.
 */
export function estimateTokens(text: string): number {
  let latin = 0;
  let dense = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x250) latin += 1;
    else if (unit >= 0x2e80) dense += 1;
  }
  return Math.ceil(latin / latinCharactersPerToken + (text.length - latin - dense) / 2 + dense);
}

function tokensOfUserPart(part: UserPart): number {
  return part.type === 'text' ? estimateTokens(part.text) : tokensPerAttachment;
}

/** Tokens of one message with what surrounds it. */
export function estimateMessageTokens(message: ModelMessage): number {
  switch (message.role) {
    case 'system':
      return tokensPerMessage + estimateTokens(message.text);
    case 'user':
      return message.content.reduce((sum, part) => sum + tokensOfUserPart(part), tokensPerMessage);
    case 'assistant':
      return message.content.reduce(
        (sum, part) => sum + estimateTokens(part.type === 'tool-call' ? JSON.stringify(part.arguments) : part.text),
        tokensPerMessage,
      );
    case 'tool':
      return tokensPerMessage + estimateTokens(JSON.stringify(message.result));
  }
}
