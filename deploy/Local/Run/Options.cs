using System.Globalization;

namespace BusinessFocus.Local.Run;

/// <summary>What <c>./run</c> was asked for.</summary>
public sealed record Options
{
    public const string Help =
        """
        ./run                    starts everything and serves the demo edition at http://localhost:8080
          --port N               another port than 8080
          --data DIR             where data, mail, logs and run.json are kept (.local)
          --no-demo              without the demo edition
          --look                 also traces in a browser: fetches the Aspire Dashboard (125 MB), and waits for nothing
          --detach               goes on in the background when it is ready
          --instances NAME=N     several instances of a service, for instance registration=2
        ./run --stop             stops what runs on the data folder

        BUSINESSFOCUS_SERVERS    containers or packages: the only way to have PostgreSQL and RabbitMQ. Without it: containers
                                 where a Docker engine is of use, else Debian's packages
        """;

    public int Port { get; private init; } = 8080;

    public string Data { get; private init; } = Path.GetFullPath(".local");

    public bool Demo { get; private init; } = true;

    /// <summary>Whether traces are to be looked at.</summary>
    public bool Look { get; private init; }

    public IReadOnlyDictionary<string, int> Instances { get; private init; } = new Dictionary<string, int>();

    /// <exception cref="FormatException">An option that is not known, or its value.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--port" => options with { Port = Number() },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--no-demo" => options with { Demo = false },
                "--look" => options with { Look = true },
                "--instances" => options with { Instances = With(options.Instances, Value()) },
                var other => throw new FormatException($"{other} is not known.\n{Help}"),
            };

            string Value() => ++i < arguments.Count ? arguments[i] : throw new FormatException($"{arguments[i - 1]} takes a value.");

            int Number() => int.TryParse(Value(), CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"{arguments[i - 1]} takes a number, not {arguments[i]}.");
        }

        return options;
    }

    public int InstancesOf(string service) => Instances.GetValueOrDefault(service, 1);

    private static Dictionary<string, int> With(IReadOnlyDictionary<string, int> instances, string value)
    {
        var parts = value.Split('=');
        return parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var count) && count > 0
            ? new Dictionary<string, int>(instances) { [parts[0]] = count }
            : throw new FormatException($"--instances takes NAME=N, not {value}.");
    }
}
