using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// What a template's words can name. Texts are in the recipient's language, times in Europe/Stockholm. What there is not
/// is empty or 0, and not null, which would count as a name that does not exist.
/// </summary>
/// <param name="Name">The recipient's.</param>
/// <param name="Activity">Null for a release, whose words name several.</param>
/// <param name="From">Where a moved registration was; null for other kinds.</param>
/// <param name="Seats">"1 plats", "3 platser".</param>
/// <param name="Position">1 is next in line; 0 unless it waits.</param>
/// <param name="Reason">An organiser's own words; may be empty.</param>
/// <param name="By">"contact", "organiser" or "activity": who cancelled; empty for other kinds.</param>
/// <param name="ClosesOn">The last day to answer a survey.</param>
/// <param name="OfferedUntil">Until when offered seats, or what there is in place of a cancelled activity, are kept; empty for other kinds.</param>
/// <param name="Answer">To whoever asked to be contacted; empty for other kinds.</param>
/// <param name="ReopenUntil">The last day to say that it was no answer; empty where nobody can.</param>
/// <param name="Reminder">Of a question that is overdue: 1 when it fell due, and one more each week; 0 for other kinds.</param>
/// <param name="IsByContact">Whether who asked says that it is open again, and not somebody who answers.</param>
/// <param name="Capacity">"5 platser": what an activity has that somebody waits at for more.</param>
/// <param name="Delegation">"proposed", "confirmed", "changed" or "released": how a host stands in a visit's delegation; empty for other kinds.</param>
/// <param name="HostDay">Null for other kinds.</param>
/// <param name="Alternatives">What is kept in place of a cancelled activity, of which one can be chosen, or of a later one; may be empty.</param>
/// <param name="Invitation">Null for other kinds.</param>
/// <param name="Chain">The conversations that were booked, or cancelled, in one step, in the order in which they begin; empty for other kinds.</param>
public sealed record TextModel(
    string Name,
    ActivityModel? Activity,
    ActivityModel? From,
    string Seats,
    string SeatsBefore,
    bool IsConfirmed,
    int Position,
    string Reason,
    string By,
    string ClosesOn,
    string OfferedUntil,
    ReleaseModel? Release,
    VisitModel? Visit,
    MessageModel? Message,
    string Answer,
    DayModel? Day,
    string ReopenUntil,
    FollowUpModel? FollowUp,
    int Reminder,
    bool IsByContact,
    string Capacity,
    WishModel? Wish,
    VisitNoticeModel? VisitNotice,
    VisitChangeModel? VisitChange,
    string Delegation,
    IReadOnlyList<ActivityModel> Alternatives,
    HostDayModel? HostDay,
    IReadOnlyList<ActivityModel> Chain,
    InvitationModel? Invitation);

/// <summary>What a day changed of a host's conversations.</summary>
/// <param name="Tomorrow">What is booked with them the day after; may be empty.</param>
public sealed record HostDayModel(IReadOnlyList<HostChangeModel> Changes, IReadOnlyList<ActivityModel> Tomorrow);

/// <summary>A conversation of a host that is another than they knew.</summary>
/// <param name="News">"booked", "moved" or "freed".</param>
/// <param name="WhenBefore">When it was to be; empty unless it moved.</param>
public sealed record HostChangeModel(ActivityModel Activity, string News, string WhenBefore);

/// <summary>What an association invites a member to.</summary>
/// <param name="From">What the association calls itself.</param>
/// <param name="Association">By what name it is known here, which it cannot choose.</param>
/// <param name="Title">Of the activity; empty for the edition as a whole.</param>
public sealed record InvitationModel(string From, string Association, string Title, string Text);

/// <summary>What an organiser wrote to many.</summary>
/// <param name="IsCancelled">Whether the activity is.</param>
public sealed record MessageModel(string Subject, string Text, bool IsCancelled);

/// <summary>A question that somebody asked.</summary>
/// <param name="Area">Who answers it.</param>
/// <param name="DueOn">The last day to answer it; empty where none was promised.</param>
/// <param name="IsByHost">Whether whom they met opened it after a conversation, and nobody asked.</param>
public sealed record FollowUpModel(string Area, string DueOn, bool IsByHost);

/// <summary>What a day brought.</summary>
/// <param name="Undelivered">Messages that did not arrive.</param>
/// <param name="Unreachable">People whose address does not exist.</param>
/// <param name="Waiting">Messages under way now.</param>
/// <param name="OldestSince">Empty where none waits.</param>
/// <param name="DeadLetters">Messages that services could not deal with, of all of them.</param>
/// <param name="DeadLettersOf">The services that have some.</param>
/// <param name="LateVisitRequests">Companies that have waited too long for an answer about a visit.</param>
public sealed record DayModel(
    string Date,
    IReadOnlyList<ActivityFiguresModel> Activities,
    int Undelivered,
    int Unreachable,
    IReadOnlyList<ChannelFigures> Channels,
    int Waiting,
    string OldestSince,
    int DeadLetters,
    IReadOnlyList<DeadLetterFigures> DeadLettersOf,
    int LateVisitRequests);

/// <summary>Registrations of an activity that got seats, a place in line, or ended.</summary>
public sealed record ActivityFiguresModel(string Title, int Confirmed, int Waiting, int Cancelled);

/// <param name="When">Empty where no time was ever proposed.</param>
/// <param name="Decision">"accepted", "declined", "anotherTimeAsked" or "withdrawn"; empty for a proposal.</param>
public sealed record VisitModel(string Edition, string Company, string When, string Decision);

/// <summary>What a company wishes of a visit.</summary>
/// <param name="Days">"torsdag 8 oktober 2026, fredag 9 oktober 2026"; empty where any day suits.</param>
/// <param name="PartOfDay">"morning" or "afternoon"; empty where any time does.</param>
/// <param name="Topics">Keys of topics; empty where none was named.</param>
/// <param name="Employees">0 where it was not said.</param>
public sealed record WishModel(string Days, string PartOfDay, string Topics, int Employees);

/// <summary>What of an accepted visit is another.</summary>
/// <param name="IsHosts">Others come.</param>
/// <param name="WhenBefore">When it was to be before.</param>
public sealed record VisitChangeModel(bool IsMoved, bool IsMovedPlace, bool IsHosts, string WhenBefore);

/// <summary>What organisers hear of a request for a visit.</summary>
/// <param name="Area">The company's postal town; may be empty.</param>
/// <param name="Decision">"anotherTimeAsked" or "declined"; empty where a company asks for the first time.</param>
/// <param name="When">Of the time that was answered about; empty where there is none.</param>
public sealed record VisitNoticeModel(string Edition, string Area, string Decision, string When);

public sealed record ActivityModel(string Title, string When, string Where, string Hosts);

public sealed record ReleaseModel(string Edition, string Note, IReadOnlyList<ChangeModel> Changes);

/// <param name="IsTexts">Its title or description changed.</param>
/// <param name="WhenBefore">Empty when it is not known.</param>
public sealed record ChangeModel(
    ActivityModel Activity, bool IsMoved, bool IsMovedRoom, bool IsHosts, bool IsTexts, bool IsConfirmed, string WhenBefore, string WhereBefore);

/// <summary>What the layout puts around the words.</summary>
/// <param name="Contact">Whom to ask about the edition, on one line; empty for nobody.</param>
/// <param name="From">In whose name it is written, above the heading.</param>
public sealed record LayoutModel(
    string Language,
    string Subject,
    string Heading,
    IReadOnlyList<IReadOnlyList<string>> Paragraphs,
    IReadOnlyList<FactModel> Facts,
    IReadOnlyList<LinkModel> Links,
    TicketModel Ticket,
    string Footer,
    LinkModel Preferences,
    string Contact = "",
    string From = "Business Focus");

public sealed record FactModel(string Label, string Value);

public sealed record LinkModel(string Label, string Url);

/// <param name="Named">Of each who was named, before that of the others.</param>
public sealed record TicketModel(bool IsThere, string Label, string Hint, IReadOnlyList<NamedTicketModel> Named);

/// <param name="Image">The id of its image in the letter.</param>
public sealed record NamedTicketModel(string Label, string Image);
