using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.EchoService;

public sealed record Said(string Text);

/// <summary>It came back over the bus.</summary>
public sealed record Echoed(string MessageId);

public sealed record Word : IState<Word>
{
    public static Word Initial { get; } = new();

    public Guid Id { get; set; }

    public string Text { get; init; } = "";

    public Word Evolve(object @event) => @event is Said said ? this with { Text = said.Text } : this;
}
