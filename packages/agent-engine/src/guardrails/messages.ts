import type { Language } from './language.ts';

/** Sentences the guardrails say in the place of the model. */
export type MessageKey = 'topic' | 'cut' | 'abstain';

const messages: Record<MessageKey, Record<Language, string>> = {
  topic: {
    en: 'I am not able to discuss this topic. Is there something else I can help you with?',
    ar: 'لا أستطيع التحدث في هذا الموضوع. هل هناك أمر آخر يمكنني مساعدتك فيه؟',
    fr: 'Je ne peux pas aborder ce sujet. Puis-je vous aider pour autre chose ?',
    es: 'No puedo hablar de este tema. ¿Puedo ayudarle con otra cosa?',
    de: 'Zu diesem Thema kann ich nichts sagen. Kann ich Ihnen bei etwas anderem helfen?',
  },
  cut: {
    en: 'This answer reached its maximum length. Ask me to continue for more.',
    ar: 'وصلت هذه الإجابة إلى الحد الأقصى للطول. اطلب مني المتابعة للمزيد.',
    fr: 'Cette réponse a atteint sa longueur maximale. Demandez-moi de continuer.',
    es: 'Esta respuesta alcanzó su longitud máxima. Pídame que continúe.',
    de: 'Diese Antwort hat ihre größte Länge erreicht. Bitten Sie mich fortzufahren.',
  },
  abstain: {
    en: 'I could not find reliable support for an answer in the available sources, so I would rather not guess. You could rephrase the question or add a source that covers it.',
    ar: 'لم أجد في المصادر المتاحة ما يدعم إجابة موثوقة، ولذلك أفضّل ألا أخمّن. يمكنك إعادة صياغة السؤال أو إضافة مصدر يغطيه.',
    fr: "Je n'ai pas trouvé de fondement fiable dans les sources disponibles et je préfère ne pas deviner. Vous pouvez reformuler la question ou ajouter une source.",
    es: 'No encontré respaldo fiable en las fuentes disponibles y prefiero no adivinar. Puede reformular la pregunta o añadir una fuente.',
    de: 'Ich habe in den verfügbaren Quellen keinen verlässlichen Beleg gefunden und möchte nicht raten. Sie können die Frage anders stellen oder eine Quelle ergänzen.',
  },
};

export function message(key: MessageKey, language: Language): string {
  return messages[key][language];
}
