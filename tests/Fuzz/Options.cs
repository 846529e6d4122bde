using System.Globalization;

namespace BusinessFocus.Fuzz;

/// <summary>What a run is asked for.</summary>
public sealed record Options
{
    public const string Help =
        """
        Fuzz [options]           fires requests made from the announced interface, and reports answers that it does not announce
          --requests N           how many (10000)
          --seed N               which: the same again (at random)
          --only TEXT            operations whose method and path contain TEXT, for instance "POST /api/v1/editions"
          --brief                1,000 requests with seed 1
          --running DIR          on what ./run serves already on this data folder, with the limits raised (README)
          --data DIR             where everything is kept (a folder that is gone when all is well)
        """;

    public int Requests { get; init; } = 10_000;

    public int Seed { get; init; } = Random.Shared.Next(1_000_000);

    public string Only { get; init; } = "";

    public string? Running { get; init; }

    public string? Data { get; init; }

    public static Options Brief => new() { Requests = 1_000, Seed = 1 };

    /// <exception cref="FormatException">An option that is not known, or its value.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--requests" => options with { Requests = Number() },
                "--seed" => options with { Seed = Number() },
                "--only" => options with { Only = Value() },
                "--brief" => options with { Requests = Brief.Requests, Seed = Brief.Seed },
                "--running" => options with { Running = Path.GetFullPath(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                var other => throw new FormatException($"{other} is not known.\n{Help}"),
            };

            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} takes a value.");

            int Number() => int.Parse(Value(), CultureInfo.InvariantCulture);
        }

        return options;
    }
}
