namespace BusinessFocus.Registration.Participation;

/// <summary>What the members of one group did, counted; what was added can be taken off again.</summary>
internal sealed class GroupTally
{
    private readonly Dictionary<string, int> companies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> companiesThatCame = new(StringComparer.Ordinal);
    private int seats;
    private int came;
    private int walkIns;
    private int didNotCome;
    private int visits;
    private int conversations;

    public int Registrations { get; private set; }

    public IEnumerable<string> CompaniesThatCame => companiesThatCame.Keys;

    /// <param name="sign">1, or −1 to take it off.</param>
    public void Add(TakenPart part, bool hasEnded, int sign)
    {
        Registrations += sign;
        seats += sign * part.Seats;
        came += sign * part.Came;
        walkIns += part.IsWalkIn ? sign * part.Came : 0;
        didNotCome += hasEnded ? sign * (part.Seats - part.Came) : 0;
        if (part.Company?.Key is { } company)
        {
            Add(companies, company, sign);
            if (part.Came > 0)
            {
                Add(companiesThatCame, company, sign);
            }
        }
    }

    /// <summary>Somebody of the group came to a visit or a conversation.</summary>
    public void AddMeeting(bool isConversation, int sign)
    {
        conversations += isConversation ? sign : 0;
        visits += isConversation ? 0 : sign;
    }

    /// <param name="known">The companies that came to earlier editions.</param>
    public ParticipationFigures Figures(IReadOnlySet<string> known) => new(
        Registrations,
        seats,
        came,
        walkIns,
        didNotCome,
        seats - came - didNotCome,
        companies.Count,
        companiesThatCame.Count,
        companiesThatCame.Keys.Count(company => !known.Contains(company)),
        visits,
        conversations);

    private static void Add(Dictionary<string, int> counts, string company, int sign)
    {
        var count = counts.GetValueOrDefault(company) + sign;
        if (count == 0)
        {
            counts.Remove(company);
        }
        else
        {
            counts[company] = count;
        }
    }
}
