using BusinessFocus.Local.Run;

return args switch
{
    ["serve", .. var rest] => await Serve.RunAsync(rest),
    ["stop", .. var rest] => await Stop.RunAsync(rest),
    ["running", .. var rest] => Stop.IsRunning(rest),
    ["mail-server", var port, var folder] => await ServeMail.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), folder),
    ["infrastructure", "--", var program, .. var rest] => await WithInfrastructure.RunAsync(program, rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("BusinessFocus.Local serve [options] | stop [--data DIR] | running [--data DIR] | mail-server PORT DIR | infrastructure -- PROGRAM [ARGUMENTS]");
    return 2;
}
