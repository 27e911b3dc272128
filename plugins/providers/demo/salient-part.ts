const courtesy =
  /^(?:(?:hi|hello|hey|dear \w+|please|thanks|thank you|ok(?:ay)?|so|مرحبا|أهلا|لو سمحت|من فضلك)[\s,!.]+)+|[\s,]*(?:please|thanks|thank you|من فضلك|شكرا)[.!?\s]*$/giu;
const opening =
  /^(?:(?:can|could|would|will) you(?: please)?|i(?:'d| would) like(?: you)? to|i (?:want|need)(?: you)? to|i(?: want|'d like| need) (?:an? |the )?|please|tell me(?: about)?|show me|give me|find(?: me)?(?: out)?|search(?: the (?:web|internet|knowledge base|documents))?(?: for)?|look up|let me know|do you know|what(?:'s| is| are| was| were)|who(?:'s| is| are)|where(?:'s| is| are| can i find)|أخبرني عن|أعطني|ابحث عن|ما هي|ما هو|ما|أريد)\s+(?:the |a |an )?/iu;

/** What a message is about: without greetings, courtesies and how the question begins. */
export function salientPart(message: string): string {
  const named = /^[^:\n]{3,60}:\s+(\S[\s\S]{7,})$/.exec(message)?.[1] ?? message;
  let rest = named.trim().replace(/\s+/g, ' ').replace(courtesy, '').trim();
  for (let round = 0; round < 3; round += 1) rest = rest.replace(opening, '');
  rest = rest.replace(/[?؟!.\s]+$/u, '').trim();
  return rest === '' ? message.trim() : rest;
}
