using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Visits;

namespace BusinessFocus.Web.Associations;

/// <summary>The form by which an association invites its members. Fields are named as the interface names them.</summary>
public static class InvitationForm
{
    public const string Activity = "activityId";
    public const string From = "from";
    public const string Swedish = "text.sv";
    public const string English = "text.en";
    public const string Areas = "segment.areas";
    public const string Sizes = "segment.companySizes";
    public const string Groups = "segment.memberGroups";
    public const string NotRegistered = "segment.notRegistered";

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(From, Languages.Choose("Skriv vad medlemmarna kallar er.", "Enter what the members call you."));
        checks.Need(Swedish, Languages.Choose("Skriv vad ni vill säga på svenska.", "Enter what you want to say in Swedish."));
        checks.Need(English, Languages.Choose("Skriv det på engelska också, för dem som har valt det.", "Enter it in English too, for those who have chosen English."));
        return checks.Faults;
    }

    public static InviteMembersRequest RequestOf(IFormCollection form, Guid edition) => new()
    {
        EditionId = edition,
        ActivityId = ActivityIn(form),
        From = TypedForm.Filled(form, From) ?? "",
        Text = TextIn(form),
        Segment = new MemberSegment
        {
            Areas = Wishes.Ticked(form, Areas).ToList() is { Count: > 0 } areas ? areas : null,
            CompanySizes = CompanySizes.All.Where(size => Wishes.Ticked(form, Sizes).Contains(Texts.Key(size))).Select(size => (CompanySize?)size).ToList() is { Count: > 0 } sizes
                ? sizes
                : null,
            MemberGroups = Wishes.Ticked(form, Groups).ToList() is { Count: > 0 } groups ? groups : null,
            NotRegistered = form[NotRegistered] == "true",
        },
    };

    public static PreviewInvitationLetterRequest LetterOf(IFormCollection form, Guid edition) => new()
    {
        EditionId = edition,
        ActivityId = ActivityIn(form),
        From = TypedForm.Filled(form, From) ?? "",
        Text = TextIn(form),
    };

    /// <summary>Why it cannot be sent, and when it can be where the interface says so.</summary>
    public static TypedForm Refused(IFormCollection form, ProblemException problem, DateTimeOffset now) =>
        problem.Facts.TryGetValue("again", out var again) && again.TryGetDateTimeOffset(out var at)
            ? new TypedForm(form, new Dictionary<string, string>
            {
                [""] = problem.Message + Languages.Choose($". Det går igen {Texts.Until(at, now)}.", $". You can do so again {Texts.Until(at, now)}."),
            })
            : TypedForm.Of(form, problem, Areas, Sizes, Groups);

    /// <summary>Whom an invitation was to, as one says it: "medlemmar · Gråbo · 1–9 anställda · Handel · inte anmälda".</summary>
    public static string Said(MemberSegment segment)
    {
        var parts = new List<string> { (segment.Areas, segment.CompanySizes, segment.MemberGroups) is (null, null, null) ? Languages.Choose("alla medlemmar", "all members") : Languages.Choose("medlemmar", "members") };
        parts.AddRange(segment.Areas ?? []);
        parts.AddRange((segment.CompanySizes ?? []).OfType<CompanySize>().Select(CompanySizes.NameOf));
        parts.AddRange(segment.MemberGroups ?? []);
        if (segment.NotRegistered == true)
        {
            parts.Add(Languages.Choose("inte anmälda än", "not registered yet"));
        }

        return string.Join(" · ", parts);
    }

    public static string Members(int? members) => members == 1
        ? Languages.Choose("1 medlem", "1 member")
        : Languages.Choose($"{members ?? 0:N0} medlemmar", $"{members ?? 0:N0} members");

    /// <param name="recipients">Null where the number would tell of few who have registered.</param>
    public static string Told(int? recipients, int? members) => recipients is { } all
        ? Members(all)
        : Languages.Choose($"nästan alla av {Members(members)}", $"nearly all of {Members(members)}");

    private static Guid? ActivityIn(IFormCollection form) => Guid.TryParse(form[Activity], out var activity) ? activity : null;

    private static LocalizedText TextIn(IFormCollection form) => new()
    {
        Sv = TypedForm.Filled(form, Swedish)?.ReplaceLineEndings("\n"),
        En = TypedForm.Filled(form, English)?.ReplaceLineEndings("\n"),
    };
}
