using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Associations;

/// <summary>A sent list goes to the interface: to see what would come of it, or to be taken in.</summary>
public static class TryList
{
    /// <summary>What the file is its first bytes say.</summary>
    private const string Type = "text/csv";

    /// <summary>The list with what would come of it now.</summary>
    public static async Task<SentList> TriedAsync(this SentList list, Festival calls, CancellationToken cancellationToken)
    {
        try
        {
            return list with { Outlook = await PushAsync(list, calls, isTrial: true, cancellationToken), Missing = null };
        }
        catch (ProblemException problem) when (MissingColumns.Of(problem) is { } missing)
        {
            return list with { Outlook = null, Missing = missing };
        }
    }

    /// <summary>It is taken in, however many leave: that was said yes to. Its content is not needed any more.</summary>
    public static async Task<SentList> TakenInAsync(this SentList list, Festival calls, CancellationToken cancellationToken) =>
        list with { Done = await PushAsync(list, calls, isTrial: false, cancellationToken), Content = [] };

    private static Task<PushMembersAnswer> PushAsync(SentList list, Festival calls, bool isTrial, CancellationToken cancellationToken)
    {
        var members = calls.V1.Associations[list.Association].Members;
        var call = list.IsWhole
            ? members.ToPutRequestInformation([], ask => (ask.QueryParameters.DryRun, ask.QueryParameters.Confirm) = (isTrial, !isTrial))
            : members.ToPatchRequestInformation([], ask => ask.QueryParameters.DryRun = isTrial);
        return calls.SendFileAsync(call, new MemoryStream(list.Content), Type, PushMembersAnswer.CreateFromDiscriminatorValue, cancellationToken);
    }
}
