import type { Text } from '@/lib/shared/text'

/** From the person's words to the button. */
export const topicSteps = ({ t }: Text) => [t('Describe'), t('Choose'), t('Confirm##step')]

/** Under which what is typed waits in this window. */
export const TOPIC_DRAFT = 'topic'
