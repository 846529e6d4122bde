using System.Collections.ObjectModel;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>A way to reach people. A new one is a folder with one of these, and one line that registers it.</summary>
public interface IChannel
{
    /// <summary>What it takes, and where it reaches somebody.</summary>
    ChannelRules Rules { get; }

    string Name => Rules.Name;

    /// <summary>How it puts a message in words; null where it carries layout, ticket and calendar too.</summary>
    TextForm? Form => TextForms.Whole;

    /// <summary>How many letters go at once.</summary>
    int Connections { get; }

    /// <summary>The name of the span of a hand-over.</summary>
    string Span { get; }

    /// <summary>The server that it hands over to, for that span; null where there is none.</summary>
    ChannelServer? Server => null;

    /// <summary>Letters a second by the domain of their address, see <see cref="DomainRateLimiter"/>; empty where nothing is limited.</summary>
    IReadOnlyDictionary<string, double> PerDomain => ReadOnlyDictionary<string, double>.Empty;

    IChannelConnection NewConnection();
}

/// <param name="Protocol">In lower case, for instance "smtp".</param>
public sealed record ChannelServer(string Address, int Port, string Protocol);

/// <summary>Sends letters one at a time, over a connection that it keeps open between them.</summary>
public interface IChannelConnection : IAsyncDisposable
{
    /// <summary>Gives the letter to the recipient's server and tells what it answered; throws only when cancelled.</summary>
    Task<DeliveryResult> HandOverAsync(RenderedMessage letter, CancellationToken cancellationToken);

    /// <summary>There is nothing to send for a while: closes the connection.</summary>
    Task RestAsync();
}

/// <summary>What came of a hand-over.</summary>
/// <param name="Text">The server's words, without the recipient's address.</param>
/// <param name="MayHaveArrived">The letter was given, and no answer to it came: another attempt may be a repeat.</param>
public sealed record DeliveryResult(DeliveryOutcome Kind, string Text, bool MayHaveArrived = false)
{
    public static DeliveryResult Accepted(string text) => new(DeliveryOutcome.Accepted, text);

    /// <summary>No server was asked: the letter cannot be given the form that the channel wants, now or later.</summary>
    public static DeliveryResult CannotBeComposed(Exception fault) => new(DeliveryOutcome.Refused, ComposingFault.ReasonOf(fault));
}

public enum DeliveryOutcome
{
    /// <summary>The server took it.</summary>
    Accepted,

    /// <summary>Not just now, for this letter.</summary>
    TryLater,

    /// <summary>The server cannot be reached or takes nothing from us: it concerns the server and not the letter.</summary>
    Unavailable,

    /// <summary>Never: the server says so, or the letter cannot be composed.</summary>
    Refused,

    /// <summary>The address does not exist.</summary>
    Unreachable,
}
