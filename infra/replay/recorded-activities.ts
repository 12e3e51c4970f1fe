import { z } from 'zod';

const HistorySchema = z.object({
  events: z.array(
    z.object({
      activityTaskScheduledEventAttributes: z.object({ activityType: z.object({ name: z.string() }) }).optional(),
      markerRecordedEventAttributes: z
        .object({
          markerName: z.string(),
          details: z.record(z.string(), z.object({ payloads: z.array(z.object({ data: z.string() })).optional() })),
        })
        .optional(),
    }),
  ),
});

const LocalActivitySchema = z.object({ activity_type: z.string() });

/** Types of the activities that a history (JSON) holds, in their order; of a local one only its end is there. */
export function readRecordedActivities(history: string): string[] {
  return HistorySchema.parse(JSON.parse(history)).events.flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled, markerRecordedEventAttributes: marker }) => {
      if (scheduled !== undefined) return [scheduled.activityType.name];
      if (marker?.markerName !== 'core_local_activity') return [];
      const data = marker.details['data']?.payloads?.[0]?.data ?? '';
      return [LocalActivitySchema.parse(JSON.parse(Buffer.from(data, 'base64').toString('utf8'))).activity_type];
    },
  );
}
