#import "yarrow_ops.h"
