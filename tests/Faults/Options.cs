using System.Globalization;

namespace BusinessFocus.Faults;

/// <summary>What a run is asked for.</summary>
public sealed record Options
{
    public const string Help =
        """
        Faults [options]         kills whatever there is while people register, and checks what became of it
          --registrations N      how many register (5000)
          --faults N             how often something is killed (60)
          --seed N               what is killed when: the same again (at random)
          --brief                300 registrations and 6 faults
          --instances NAME=N     as in ./run, for instance notification=2
          --stops                every other time a service is told to stop instead
          --data DIR             where everything is kept (a folder that is gone when all is well)
        """;

    public int Registrations { get; init; } = 5000;

    public int Faults { get; init; } = 60;

    public int Seed { get; init; } = Random.Shared.Next(1_000_000);

    public IReadOnlyList<string> Instances { get; init; } = [];

    public bool Stops { get; init; }

    public string? Data { get; init; }

    public static Options Brief => new() { Registrations = 300, Faults = 6 };

    /// <exception cref="FormatException">An option that is not known, or its value.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--registrations" => options with { Registrations = Number() },
                "--faults" => options with { Faults = Number() },
                "--seed" => options with { Seed = Number() },
                "--brief" => options with { Registrations = Brief.Registrations, Faults = Brief.Faults },
                "--instances" => options with { Instances = [.. options.Instances, Value()] },
                "--stops" => options with { Stops = true },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                var other => throw new FormatException($"{other} is not known.\n{Help}"),
            };

            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} takes a value.");

            int Number() => int.Parse(Value(), CultureInfo.InvariantCulture);
        }

        return options;
    }
}
