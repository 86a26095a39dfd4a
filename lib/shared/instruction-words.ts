// Words by which somebody tries to steer an agent that reads them. Easily got round: a hint, never a guard.

/** "Ignore (all) previous instructions", in the order of words of several languages; gaps are bounded, so that no text takes long. */
const IGNORE: RegExp[] = [
  // English
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,30}\b(?:previous|prior|above|earlier|preceding|existing|foregoing|system|your|all)\b[^.!?]{0,30}\b(?:instructions?|prompts?|guidelines?|directives?)\b/i,
  // German
  /\b(?:ignorier\w*|missacht\w*|vergiss|vergessen sie|umgeh\w*)[^.!?]{0,30}\b(?:vorherige|bisherige|vorige|obige|frühere|vorangegangene|alle|deine|ihre)\w*[^.!?]{0,30}\b(?:anweisung|instruktion|vorgabe|befehl|aufforderung|systemprompt)\w*/i,
  // French
  /\b(?:ignore[rz]?|oublie[rz]?|ne tiens pas compte)\b[^.!?]{0,40}(?:instructions?|consignes?|directives?|ordres)[^.!?]{0,20}(?:précédente?s?|antérieure?s?|ci-dessus|système)/i,
  // Spanish
  /\b(?:ignor[ae]|olvid[ae]|omite|descarta)\b[^.!?]{0,40}(?:instrucciones|órdenes|indicaciones|directrices)[^.!?]{0,20}(?:anteriores|previas|del sistema)/i,
  // Italian
  /\b(?:ignora(?:re)?|dimentica(?:re)?|trascura)\b[^.!?]{0,40}(?:istruzioni|indicazioni|direttive|ordini)[^.!?]{0,20}(?:precedenti|sopra|di sistema)/i,
  // Portuguese
  /\b(?:ignor[ea]|esque[çc]a|desconsidere)\b[^.!?]{0,40}(?:instruções|orientações|ordens|diretrizes)[^.!?]{0,20}(?:anteriores|prévias|acima|do sistema)/i,
  // Dutch
  /\b(?:negeer|vergeet)\b[^.!?]{0,30}(?:vorige|eerdere|voorgaande|bovenstaande|alle)[^.!?]{0,30}(?:instructies|opdrachten|aanwijzingen)/i,
  // Polish
  /\b(?:zignoruj|ignoruj|zapomnij)\b[^.!?]{0,40}(?:poprzedni|wcześniejsz|powyższ|wszystki)[^.!?]{0,30}(?:instrukcj|polece)/i,
  // Russian, Ukrainian
  /(?:игнорируй|проигнорируй|забудь|ігноруй)[^.!?]{0,40}(?:предыдущ|прежни|все|попередн|усі)[^.!?]{0,30}(?:инструкц|указани|команд|інструкц|вказівк)/i,
  // Turkish
  /(?:önceki|yukarıdaki|tüm)[^.!?]{0,30}(?:talimat|komut|yönerge)[^.!?]{0,30}(?:yok say|görmezden gel|unut|dikkate alma)/i,
  // Chinese
  /(?:忽略|无视|無視|忘记|忘記)[^。！？]{0,20}(?:指令|指示|提示|规则|規則|命令)/,
  // Japanese, Korean
  /(?:以前|これまで|上記|前|すべて)の[^。！？]{0,15}(?:指示|命令|プロンプト)[^。！？]{0,15}(?:無視|忘れ)/,
  /(?:이전|위|모든)[^.!?]{0,20}(?:지시|명령|프롬프트)[^.!?]{0,20}(?:무시|잊)/,
  // Arabic
  /(?:تجاهل|انس)[^.!?؟]{0,40}(?:التعليمات|الأوامر|الإرشادات)/,
]

/** What is said to a model and to nobody else, in any language. */
const TO_A_MODEL: RegExp[] = [
  /<\|(?:im_start|im_end|system|endoftext)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|system_prompt|instructions?)>/i,
  /(?:^|\s)#{2,} ?system(?: prompt)?(?![\p{L}\p{N}])/iu,
  /\b(?:reveal|print|repeat|show|output|leak)\b[^.!?]{0,30}\b(?:your|the) (?:system |initial |hidden )(?:prompt|instructions?)\b/i,
  /\byou are now (?:in \w{3,20} mode|dan\b|jailbroken|unrestricted|free of)/i,
  /\b(?:do not|don't|never) (?:tell|inform|mention|reveal|show)\b[^.!?]{0,20}\b(?:the user|to the user)\b/i,
  /\bwithout (?:telling|informing|asking) the user\b/i,
  /\bsag\w* (?:es )?(?:dem|der) (?:nutzer|benutzer)\w* nicht|\bohne (?:den|die) (?:nutzer|benutzer)\w* zu (?:fragen|informieren)/i,
  /\bnew (?:system )?(?:instructions?|prompt) ?:/i,
  /\b(?:neue|nouvelles|nuevas|nuove) (?:system)?(?:anweisung\w*|instructions|instrucciones|istruzioni) ?:/i,
]

/** The words that read like an instruction to an agent, at most 120 characters of them, or null. */
export function instructionIn(text: string): string | null {
  for (const pattern of [...IGNORE, ...TO_A_MODEL]) {
    const found = pattern.exec(text)?.[0].trim()
    if (found !== undefined && found !== '') return found.length > 120 ? `${found.slice(0, 119).trimEnd()}…` : found
  }
  return null
}
