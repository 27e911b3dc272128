/** A password that the strength check accepts. */
export const strongPassword = 'violet-harbour-tundra-42';
