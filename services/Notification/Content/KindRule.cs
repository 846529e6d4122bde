namespace BusinessFocus.Notifications.Content;

/// <summary>Who is told.</summary>
public enum Reader
{
    /// <summary>Who registered, has asked something, or is invited as a member.</summary>
    Person,

    /// <summary>Who asked for a visit.</summary>
    Company,

    /// <summary>Those who answer questions, at the address of their area.</summary>
    Area,

    /// <summary>Who meets the visitors, or comes along to a company.</summary>
    Host,

    Organisers,

    Operators,
}

/// <summary>What has to be known before it can be written.</summary>
public enum Needs
{
    /// <summary>The decision says all.</summary>
    Nothing,

    /// <summary>The activity.</summary>
    Activity,

    /// <summary>The activity, and the first decision about the registration.</summary>
    Registration,
}

/// <summary>What it tells of the course of a registration.</summary>
public enum RegistrationStep
{
    /// <summary>Nothing of it.</summary>
    None,

    /// <summary>A registration begins with one of these.</summary>
    Begins,

    /// <summary>What comes of a registration that has begun.</summary>
    Changes,

    /// <summary>The registration ends with one of these.</summary>
    Ends,
}

/// <summary>What of the content a kind has: its template can name it, and the decision must bring it.</summary>
[Flags]
public enum Parts
{
    None = 0,
    Activity = 1 << 0,
    Booking = 1 << 1,

    /// <summary>The place in the line, where it can be one.</summary>
    Position = 1 << 2,

    SeatsBefore = 1 << 3,
    From = 1 << 4,
    Cancelled = 1 << 5,
    OfferedUntil = 1 << 6,
    Capacity = 1 << 7,
    Reminder = 1 << 8,
    Message = 1 << 9,
    Release = 1 << 10,
    Survey = 1 << 11,
    Visit = 1 << 12,
    Answer = 1 << 13,
    FollowUp = 1 << 14,

    /// <summary>How often an area was told already.</summary>
    TimesTold = 1 << 15,

    /// <summary>Who opened a case again.</summary>
    OpenedBy = 1 << 16,

    Day = 1 << 17,

    /// <summary>What a company wishes of a visit.</summary>
    Wish = 1 << 18,

    /// <summary>What organisers hear of a request for a visit.</summary>
    VisitNotice = 1 << 19,

    /// <summary>What of an accepted visit is another.</summary>
    VisitChange = 1 << 20,

    /// <summary>What a host of a visit's delegation has to know.</summary>
    Delegation = 1 << 21,

    /// <summary>What a day changed of a host's conversations.</summary>
    HostDay = 1 << 22,

    /// <summary>Several conversations that one person booked, or cancelled, in one step.</summary>
    Chain = 1 << 23,

    /// <summary>What an association invites its members to.</summary>
    Invitation = 1 << 24,

    /// <summary>What somebody has at an activity.</summary>
    Seats = Activity | Booking,

    /// <summary>A question that somebody asked about an activity.</summary>
    Case = Activity | FollowUp,
}

/// <summary>All rules of one kind of notification.</summary>
/// <param name="Template">The name of its templates, which is forever: what organisers made of one is stored under it.</param>
/// <param name="Group">With which others it is turned off, where it can be.</param>
/// <param name="HasTicket">Whether the letter shows the ticket, where there are seats.</param>
/// <param name="IsForMany">Whether it is decided for many at once: it goes after what one person waits for, see <c>DueDeliveries</c>.</param>
/// <param name="CanWait">Whether it waits for the end of somebody's quiet hours.</param>
/// <param name="IsUrgent">
/// Whether it changes a plan for today: it may also go by a channel that interrupts people. By which channels it goes, they and the
/// recipient say.
/// </param>
public sealed record KindRule(
    NotificationKind Kind,
    string Template,
    Reader Reader,
    NotificationGroup Group,
    Needs Needs,
    Parts Parts,
    RegistrationStep Registration = RegistrationStep.None,
    bool HasTicket = false,
    bool IsForMany = false,
    bool CanWait = false,
    bool IsUrgent = false)
{
    /// <summary>Whether its recipients can do without.</summary>
    public bool CanBeTurnedOff => !KindRules.IsNecessary(Group);
}
