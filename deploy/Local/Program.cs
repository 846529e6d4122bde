using System.Globalization;
using System.Text.Json;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Local.Run;

// sysexits.h: a service that is needed is not to be had. Not 1, which is what a program that runs beside the servers may end with.
const int CouldNotStart = 69;

try
{
    return args switch
    {
        ["serve", .. var rest] => await Serve.RunAsync(rest),
        ["stop", .. var rest] => await Stop.RunAsync(rest),
        ["running", .. var rest] => Stop.IsRunning(rest),
        ["demo", .. var rest] => await FillDemo.RunAsync(rest),
        ["mail-server", var port, var folder] => await ServeMail.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), folder),
        ["infrastructure", "--", var program, .. var rest] => await WithInfrastructure.RunAsync(program, rest),
        _ => Usage(),
    };
}
catch (UnauthorizedAccessException denied)
{
    Console.Error.WriteLine($"{denied.Message} This is {Environment.UserName}: run it as whoever made the folder, or choose another one (./run --data DIR).");
    return CouldNotStart;
}
catch (Exception failure) when (failure is InvalidOperationException or FormatException or HttpRequestException or IOException or JsonException or ServersUnavailableException)
{
    // Something that the user can do something about: in words, without where in the program it was.
    Console.Error.WriteLine(failure.Message);
    return CouldNotStart;
}

static int Usage()
{
    Console.Error.WriteLine("BusinessFocus.Local serve [options] | stop [--data DIR] | running [--data DIR] | demo [--data DIR] | mail-server PORT DIR | infrastructure -- PROGRAM [ARGUMENTS]");
    return 2;
}

/// <summary>Declared, so that it does not become public: tests have one service's <c>Program</c> beside it.</summary>
internal sealed partial class Program;
