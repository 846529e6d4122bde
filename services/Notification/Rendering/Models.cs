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
/// <param name="OfferedUntil">Until when offered seats are kept; empty for other kinds.</param>
/// <param name="Answer">To whoever asked to be contacted; empty for other kinds.</param>
/// <param name="ReopenUntil">The last day to say that it was no answer; empty where nobody can.</param>
/// <param name="Reminder">Of a question that is overdue: 1 when it fell due, and one more each week; 0 for other kinds.</param>
/// <param name="IsByContact">Whether who asked says that it is open again, and not somebody who answers.</param>
/// <param name="Capacity">"5 platser": what an activity has that somebody waits at for more.</param>
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
    string Capacity);

/// <summary>What an organiser wrote to many.</summary>
/// <param name="IsCancelled">Whether the activity is.</param>
public sealed record MessageModel(string Subject, string Text, bool IsCancelled);

/// <summary>A question that somebody asked.</summary>
/// <param name="Area">Who answers it.</param>
/// <param name="DueOn">The last day to answer it; empty where none was promised.</param>
public sealed record FollowUpModel(string Area, string DueOn);

/// <summary>What a day brought.</summary>
/// <param name="Undelivered">Messages that did not arrive.</param>
/// <param name="Unreachable">People whose address does not exist.</param>
/// <param name="Waiting">Messages under way now.</param>
/// <param name="OldestSince">Empty where none waits.</param>
/// <param name="DeadLetters">Messages that services could not deal with, of all of them.</param>
/// <param name="DeadLettersOf">The services that have some.</param>
public sealed record DayModel(
    string Date,
    IReadOnlyList<ActivityFiguresModel> Activities,
    int Undelivered,
    int Unreachable,
    IReadOnlyList<ChannelFigures> Channels,
    int Waiting,
    string OldestSince,
    int DeadLetters,
    IReadOnlyList<DeadLetterFigures> DeadLettersOf);

/// <summary>Registrations of an activity that got seats, a place in line, or ended.</summary>
public sealed record ActivityFiguresModel(string Title, int Confirmed, int Waiting, int Cancelled);

/// <param name="When">Empty where no time was ever proposed.</param>
/// <param name="Decision">"accepted", "declined", "anotherTimeAsked" or "withdrawn"; empty for a proposal.</param>
public sealed record VisitModel(string Edition, string Company, string When, string Decision);

public sealed record ActivityModel(string Title, string When, string Where, string Hosts);

public sealed record ReleaseModel(string Edition, string Note, IReadOnlyList<ChangeModel> Changes);

/// <param name="IsTexts">Its title or description changed.</param>
/// <param name="WhenBefore">Empty when it is not known.</param>
public sealed record ChangeModel(
    ActivityModel Activity, bool IsMoved, bool IsMovedRoom, bool IsHosts, bool IsTexts, bool IsConfirmed, string WhenBefore, string WhereBefore);

/// <summary>What the layout puts around the words.</summary>
/// <param name="Contact">Whom to ask about the edition, on one line; empty for nobody.</param>
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
    string Contact = "");

public sealed record FactModel(string Label, string Value);

public sealed record LinkModel(string Label, string Url);

public sealed record TicketModel(bool IsThere, string Label, string Hint);
