using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Preferences;

/// <summary>The form of what a person chooses about letters: how what is chosen now stands in it, and how what is sent becomes a choice.</summary>
public static class PreferencesForm
{
    public const string Language = "language";
    public const string Email = "channels.email";
    public const string Sms = "channels.sms";
    public const string Inbox = "channels.inbox";
    public const string Others = "channels.others.";
    public const string Kinds = "kinds.";
    public const string Changes = "changes";
    public const string From = "quietHours.from";
    public const string Until = "quietHours.until";

    public const string Yes = "true";
    public const string Daily = "daily";
    public const string AtOnce = "atOnce";

    /// <summary>What holds now, as if it were typed.</summary>
    public static TypedForm Of(PreferencesView view)
    {
        var typed = new Dictionary<string, StringValues>
        {
            [Language] = view.Language ?? "",
            [Changes] = view.Changes == ChangesCome.Daily ? Daily : AtOnce,
            [From] = view.QuietHours?.From ?? "",
            [Until] = view.QuietHours?.Until ?? "",
        };
        Tick(Email, view.Channels?.Email);
        Tick(Sms, view.Channels?.Sms);
        Tick(Inbox, view.Channels?.Inbox);
        foreach (var name in OthersOf(view))
        {
            Tick(Others + name, view.Channels!.Others!.AdditionalData[name] as bool?);
        }

        foreach (var group in LetterGroup.In(view))
        {
            Tick(Kinds + group.Key, group.IsWanted);
        }

        return new TypedForm(new FormCollection(typed), TypedForm.Empty.Faults);

        void Tick(string name, bool? isTicked)
        {
            if (isTicked is true)
            {
                typed[name] = Yes;
            }
        }
    }

    /// <summary>Ways to be written to beside those that every festival has.</summary>
    public static IEnumerable<string> OthersOf(PreferencesView view) => view.Channels?.Others?.AdditionalData.Keys ?? [];

    /// <summary>Fields that are not sent where they are not ticked.</summary>
    public static string[] BoxesOf(PreferencesView view) =>
        [Email, Sms, .. OthersOf(view).Select(name => Others + name), .. LetterGroup.In(view).Select(group => Kinds + group.Key)];

    /// <param name="view">What there is to choose from. What is necessary is not in the form: it stays.</param>
    public static ChoosePreferencesRequest RequestOf(IFormCollection form, PreferencesView view)
    {
        return new ChoosePreferencesRequest
        {
            Language = TypedForm.Filled(form, Language),
            Channels = new ChannelWishes
            {
                Email = IsTicked(Email),
                Sms = IsTicked(Sms),
                Inbox = IsTicked(Inbox),
                Others = OthersOf(view).ToDictionary(name => name, object (name) => IsTicked(Others + name)) is { Count: > 0 } others
                    ? new ChannelWishes_others { AdditionalData = others }
                    : null,
            },
            Kinds = KindsOf(LetterGroup.In(view).Where(group => !group.IsNecessary).Select(group => (group.Key, IsTicked(Kinds + group.Key)))),
            Changes = form[Changes] == Daily ? ChangesCome.Daily : ChangesCome.AtOnce,
            QuietHours = (TypedForm.Filled(form, From), TypedForm.Filled(form, Until)) is var (from, until) && (from ?? until) is not null
                ? new QuietTimes { From = from ?? "", Until = until ?? "" }
                : null,
        };

        bool IsTicked(string name) => form[name] == Yes;
    }

    /// <summary>All as it is, with one group of letters wanted again.</summary>
    public static ChoosePreferencesRequest Wanting(string group, PreferencesView view) => new()
    {
        Language = view.Language,
        Channels = view.Channels,
        Kinds = KindsOf([(group, true)]),
        Changes = view.Changes,
        QuietHours = view.QuietHours,
    };

    private static ChoosePreferencesRequest_kinds KindsOf(IEnumerable<(string Group, bool IsWanted)> kinds) => new()
    {
        AdditionalData = kinds.ToDictionary(each => each.Group, object (each) => Wish(each.IsWanted)),
    };

    private static UntypedObject Wish(bool isWanted) => new(new Dictionary<string, UntypedNode> { ["wanted"] = new UntypedBoolean(isWanted) });
}
