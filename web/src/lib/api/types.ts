/** The server's types by the names that screens use, and its enumerations, which have none there. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Role = Schemas['RoleRow']['role'];
export type Theme = Schemas['Me']['theme'];
export type MailSecurity = Schemas['MailSettings']['security'];
export type StepGroup = Schemas['StepSummary']['group'];
export type StepStatus = Schemas['StepSummary']['status'];
export type DecisionState = Schemas['Decision']['state'];
export type Phase = Schemas['ThisWeek']['phase'];
export type EventKind = Schemas['CalendarEvent']['kind'];
export type FindingState = Schemas['Finding']['state'];
export type Fate = Schemas['ImportRow']['fate'];
export type Meaning = Schemas['ColumnMeaning']['meaning'];
export type PlaceKind = Schemas['PlaceRow']['kind'];

export type Me = Schemas['Me'];
export type SessionState = Schemas['SessionState'];
export type MeChange = Schemas['MeChange'];
export type TotpOffer = Schemas['TotpOffer'];
export type Session = Schemas['Session'];
export type Token = Schemas['Token'];
export type TokenMade = Schemas['TokenMade'];
export type Person = Schemas['Person'];
export type SecretLink = Schemas['SecretLink'];
export type Invitation = Schemas['Invitation'];
export type InvitationMade = Schemas['InvitationMade'];
export type InvitationCheck = Schemas['InvitationCheck'];
export type MailSettings = Schemas['MailSettings'];
export type PublicPages = Schemas['PublicPages'];
export type City = Schemas['City'];
export type PersonRef = Schemas['PersonRef'];
export type StepSummary = Schemas['StepSummary'];
export type Suggestion = Schemas['Suggestion'];
export type Task = Schemas['Task'];
export type Note = Schemas['Note'];
export type Decision = Schemas['Decision'];
export type Comment = Schemas['Comment'];
export type Attachment = Schemas['Attachment'];
export type ThisWeek = Schemas['ThisWeek'];
export type CalendarEvent = Schemas['CalendarEvent'];
export type InboxItem = Schemas['InboxItem'];
export type SearchHit = Schemas['SearchHit'];
export type HistoryEntry = Schemas['HistoryEntry'];
export type Activity = Schemas['Activity'];
export type Job = Schemas['Job'];

export type Import = Schemas['Import'];
export type ImportLine = Schemas['ImportLine'];
export type ImportRow = Schemas['ImportRow'];
export type ImportTable = Schemas['ImportTable'];
export type FateCounts = Schemas['FateCounts'];
export type Place = Schemas['PlaceRow'];
export type PlaceChange = Schemas['PlaceEdit'];
export type Precinct = Schemas['Precinct'];
export type Election = Schemas['Election'];
export type ElectionChange = Schemas['ElectionEdit'];
export type ArrivalProfile = Schemas['ArrivalProfile'];
export type ServiceTime = Schemas['ServiceTime'];
export type ServiceTimes = Schemas['ServiceTimes'];
export type DayEstimates = Schemas['DayEstimates'];
export type Fit = Schemas['Fit'];

export type Step = Schemas['StepDetail'];
export type Change = Schemas['WeekChange'];
export type Upcoming = Schemas['UpcomingDate'];

export type Scenario = Schemas['Scenario'];
export type Plan = Schemas['Plan'];
export type Run = Schemas['Run'];
export type RunLine = Schemas['RunLine'];
export type RunCell = Schemas['RunCell'];
export type RunPair = Schemas['RunPair'];
